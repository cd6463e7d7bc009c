import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Browser, Page } from 'playwright-core';

import type { RoleName } from '#contracts/shared/shapes.js';

import { RunningNewid } from '../acceptance/running-newid.js';
import { openChromium } from './chromium.js';
import { routeTable } from './route-table.js';
import { typeAndChangeLanguage } from './typed-text.js';
import { bringIntoStates, type Parameters, type StatesToVisit } from './states-to-visit.js';

const patience = 60_000;
/** A whole round is played first, so that no page is empty. */
const patienceForRound = 180_000;

/** The short one: a browser reads it anew for each page. */
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const visitors = ['nobody', 'draft', 'sent', 'story', 'part', 'A1', 'E1', 'F1', 'M01', 'C1'] as const;
type Visitor = (typeof visitors)[number];
const visitorWith: Readonly<Partial<Record<RoleName, Visitor>>> = {
  administrator: 'A1',
  evaluator: 'E1',
  facilitator: 'F1',
  'panel-member': 'M01',
  collector: 'C1',
};

/** Each page with each story and meeting that makes it another one. A plain npm test has time for one each. */
const inEveryState = process.env['NEWID_REQUIRE_ALL'] === '1';

/** Pages that are only a way to another page. */
const leadsOn = ['/'];

/** Words of components that stay English when they are not passed in. */
const englishOfComponents =
  /\b(Error:|Information:|Skip to main content|Back|Show|Hide|Menu|More|Browse|Account|Close|Previous|Next|Success|Important|Search|Support links|Choose file)(?!\w)/;

const pagesToVisit = (await routeTable()).filter(({ pattern }) => !leadsOn.includes(pattern));
const patterns = pagesToVisit.map(({ pattern }) => pattern);
const rolesOf = new Map(pagesToVisit.map(({ pattern, roles }) => [pattern, roles]));

/**
 * Every page of the route table. A file for each language, so that two processors share the walk; each with a Newid and a
 * browser of its own.
 */
export function describeEveryPage(language: 'en' | 'cy'): void {
  describe(`every page in a real browser, in ${language}`, () => {
    const newid = new RunningNewid();
    let browser: Browser;
    let states: StatesToVisit;
    /** One a visitor, kept: a page of its own for each address took as long as reading it. */
    const pages = new Map<Visitor, Page>();
    const troubles: string[] = [];
    let before: Visitor = 'nobody';

    beforeAll(async () => {
      await newid.start();
      states = await bringIntoStates(newid);
      browser = await openChromium();
      await Promise.all(visitors.map(async (visitor) => pages.set(visitor, await pageOf(visitor))));
    }, patienceForRound);
    afterAll(async () => {
      await newid.stop('SIGTERM');
      await newid.remove();
      await browser.close();
    });

    async function pageOf(visitor: Visitor): Promise<Page> {
      const context = await browser.newContext();
      // There before the page is: sent to each page anew it took half as long again as what it finds.
      await context.addInitScript({ content: axe });
      const page = await context.newPage();
      if (visitor === 'draft' || visitor === 'sent' || visitor === 'story' || visitor === 'part') {
        await page.goto(`${newid.address}/en/your-story`);
        await page.locator('input[name=code]').fill(states.codes[visitor]);
        await page.locator('main button').first().click();
        if (visitor === 'sent') await page.getByRole('button', { name: 'Send my story' }).click();
      } else if (visitor !== 'nobody') {
        await context.addCookies([{ name: 'newid-session', value: await newid.enter(visitor), url: newid.address }]);
      }
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(message.text());
      });
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(newid.address)) troubles.push(request.url());
      });
      return page;
    }

    /** One that fails once and never again is known by what was said of it alone. */
    async function hasNotFailed(path: string, status = 0): Promise<void> {
      if (status < 500) return;
      throw new Error(`${path} answered ${String(status)}. Newid said last:\n${await newid.lastSaid()}`);
    }

    /** Whoever may see it by their role is asked first, then whoever saw the page before: the next is mostly for them. */
    async function whoIsShown(path: string, roles: readonly RoleName[]): Promise<Page | undefined> {
      const likely = roles.flatMap((role) => visitorWith[role] ?? []);
      for (const visitor of new Set<Visitor>([...likely, 'nobody', before, ...visitors])) {
        const page = pages.get(visitor);
        const response = await page?.request.get(`${newid.address}${path}`, { maxRedirects: 0 });
        await hasNotFailed(path, response?.status());
        if (response?.status() !== 200) continue;
        before = visitor;
        return page;
      }
      return undefined;
    }

    it('knows a value for each part of every address', () => {
      const parts = new Set(patterns.flatMap((pattern) => [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name)));
      parts.delete('language');
      expect([...parts].filter((name) => name === undefined || !(name in states.parameters))).toEqual([]);
    });

    it.each(patterns)(
      '%s has no findings, no console errors and asks no other host',
      async (pattern) => {
        let visited = 0;
        for (const path of addressesOf(pattern, language, states.parameters)) {
          const shown = await whoIsShown(path, rolesOf.get(pattern) ?? []);
          if (shown === undefined) continue;
          visited += 1;
          await visit(shown, path);
          if (!inEveryState) break;
        }
        expect(visited).toBeGreaterThan(0);
      },
      patience,
    );

    async function visit(page: Page, path: string): Promise<void> {
      troubles.length = 0;
      const response = await page.goto(`${newid.address}${path}`);
      await hasNotFailed(path, response?.status());
      const { words, ...seen } = await page.evaluate<SeenInPage>(lookAtPage(language));
      const found = {
        ...{ status: response?.status(), ...seen },
        english: language === 'cy' ? englishOfComponents.exec(words)?.[0] : undefined,
        troubles: [...troubles],
      };
      expect({ path, ...found }).toEqual({
        ...{ path, status: 200, headings: 1, language, english: undefined },
        ...{ findings: [], troubles: [] },
      });
      // One way is enough: the form is the same in both, and every form is opened a second time for it.
      const changed = language === 'en' ? await typeAndChangeLanguage(page) : undefined;
      if (changed === undefined) return;
      expect({ path, ...changed.after }).toEqual({ path, ...changed.before, language: 'cy' });
    }
  });
}

interface SeenInPage {
  readonly headings: number;
  readonly language: string | null;
  /** Stories and names in English say so; what is left is ours. */
  readonly words: string;
  readonly findings: readonly string[];
}

/**
 * All in one: each question to a browser waits for its turn. Colours are those of the English page, in whose walk they are
 * looked at: to reckon contrast takes two thirds of what axe takes.
 */
const lookAtPage = (language: 'en' | 'cy'): string => `(async () => {
  const rules = { 'color-contrast': { enabled: ${String(language === 'en')} } };
  const { violations } = await axe.run(document, { resultTypes: ['violations'], rules });
  const copy = document.body.cloneNode(true);
  for (const other of copy.querySelectorAll('[lang="en"], script')) other.remove();
  const labels = [...copy.querySelectorAll('[aria-label]')].map((each) => each.getAttribute('aria-label'));
  return {
    headings: document.querySelectorAll('h1').length,
    language: document.documentElement.getAttribute('lang'),
    words: [copy.textContent, ...labels].join(' '),
    findings: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')),
  };
})()`;

/** Each value of each part with each of the others. */
function addressesOf(pattern: string, language: string, parameters: Parameters): readonly string[] {
  const [part, name = ''] = /:(\w+)/.exec(pattern) ?? [];
  if (part === undefined) return [pattern];
  const values = name === 'language' ? [language] : (parameters[name] ?? []);
  return values.flatMap((value) => addressesOf(pattern.replace(part, encodeURIComponent(value)), language, parameters));
}
