import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { RunningNewid } from '../acceptance/running-newid.js';
import { openChromium } from './chromium.js';
import { routeTable } from './route-table.js';
import { bringIntoStates, type Parameters, type StatesToVisit } from './states-to-visit.js';

const patience = 60_000;
const languages = ['en', 'cy'] as const;

/** Tried in this order: the first who is shown a page visits it. */
const visitors = ['nobody', 'draft', 'sent', 'story', 'A1', 'E1', 'F1', 'M01', 'C1'] as const;
type Visitor = (typeof visitors)[number];

/** Pages that are only a way to another page. */
const leadsOn = ['/'];

/** Words of components that stay English when they are not passed in. */
const englishOfComponents =
  /\b(Error:|Skip to main content|Back|Show|Hide|Menu|More|Close|Previous|Next|Success|Important|Choose file)\b/;

const patterns = (await routeTable()).map(({ pattern }) => pattern).filter((pattern) => !leadsOn.includes(pattern));

describe('every page in a real browser', () => {
  const newid = new RunningNewid();
  let browser: Browser;
  let states: StatesToVisit;
  const contexts = new Map<Visitor, BrowserContext>();

  beforeAll(async () => {
    await newid.start();
    states = await bringIntoStates(newid);
    browser = await openChromium();
    for (const visitor of visitors) contexts.set(visitor, await contextOf(visitor));
  }, patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
    await browser.close();
  });

  async function contextOf(visitor: Visitor): Promise<BrowserContext> {
    const context = await browser.newContext();
    if (visitor === 'nobody') return context;
    if (visitor === 'draft' || visitor === 'sent' || visitor === 'story') {
      const page = await context.newPage();
      await page.goto(`${newid.address}/en/your-story`);
      await page.locator('input[name=code]').fill(states.codes[visitor]);
      await page.locator('main button').first().click();
      if (visitor === 'sent') await page.getByRole('button', { name: 'Send my story' }).click();
      await page.close();
      return context;
    }
    await context.addCookies([{ name: 'newid-session', value: await newid.enter(visitor), url: newid.address }]);
    return context;
  }

  /** Whoever saw the page before is asked first. */
  async function whoIsShown(path: string, before: BrowserContext | undefined): Promise<BrowserContext | undefined> {
    for (const context of [before, ...contexts.values()]) {
      const response = await context?.request.get(`${newid.address}${path}`, { maxRedirects: 0 });
      if (response?.status() === 200) return context;
    }
    return undefined;
  }

  it('knows a value for each part of every address', () => {
    const parts = new Set(patterns.flatMap((pattern) => [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name)));
    parts.delete('language');
    expect([...parts].filter((name) => name === undefined || !(name in states.parameters))).toEqual([]);
  });

  describe.each(languages)('in %s', (language) => {
    it.each(patterns)(
      '%s has no findings, no console errors and asks no other host',
      async (pattern) => {
        let visitor: BrowserContext | undefined;
        for (const path of addressesOf(pattern, language, states.parameters)) {
          const shown = await whoIsShown(path, visitor);
          if (shown === undefined) continue;
          visitor = shown;
          await visit(shown, path, language);
        }
        expect(visitor).toBeDefined();
      },
      patience,
    );
  });

  async function visit(context: BrowserContext, path: string, language: string): Promise<void> {
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(newid.address)) troubles.push(request.url());
    });
    const response = await page.goto(`${newid.address}${path}`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = {
      status: response?.status(),
      headings: await page.locator('h1').count(),
      language: await page.locator('html').getAttribute('lang'),
      english: language === 'cy' ? englishOfComponents.exec(await ownWords(page))?.[0] : undefined,
      findings: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      troubles,
    };
    await page.close();
    expect({ path, ...found }).toEqual({
      ...{ path, status: 200, headings: 1, language, english: undefined },
      ...{ findings: [], troubles: [] },
    });
  }
});

/** Stories and names in English say so; what is left is ours. */
const ownWords = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const copy = document.body.cloneNode(true);
    for (const other of copy.querySelectorAll('[lang="en"], script')) other.remove();
    return copy.textContent;
  })()`);

/** Each value of each part with each of the others. */
function addressesOf(pattern: string, language: string, parameters: Parameters): readonly string[] {
  const [part, name = ''] = /:(\w+)/.exec(pattern) ?? [];
  if (part === undefined) return [pattern];
  const values = name === 'language' ? [language] : (parameters[name] ?? []);
  return values.flatMap((value) => addressesOf(pattern.replace(part, encodeURIComponent(value)), language, parameters));
}
