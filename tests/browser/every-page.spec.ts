import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

import { RunningNewid } from '../acceptance/running-newid.js';

const patience = 20_000;

/** Pages by who may see them. A page with parameters is reached through the sample. */
const programme = 'dweud-y-newid-2026';
const pages: readonly (readonly [person: string | null, path: string])[] = [
  [null, ''],
  [null, '/sign-in'],
  [null, '/accessibility-statement'],
  [null, '/privacy'],
  [null, '/cookies'],
  ['A1', ''],
  ['A1', '/people'],
  ['A1', '/people/add-person'],
  ['E1', '/programmes'],
  ['E1', `/programmes/${programme}`],
  ['E1', `/programmes/${programme}/periods/2026-Q1/open-period`],
  ['E1', `/programmes/${programme}/periods/2026-Q1/close-period`],
  ['E1', '/reports'],
  ['E1', `/programmes/${programme}/periods/2026-Q1/report`],
  ['E1', `/programmes/${programme}/periods/2026-Q3/report`],
  ['E1', `/programmes/${programme}/periods/2026-Q1/publish-report`],
];

/** Words of components that stay English when they are not passed in. */
const englishOfComponents =
  /\b(Error:|Skip to main content|Back|Show|Hide|Menu|Previous|Next|Success|Important|Choose file)\b/;

describe('every page in a real browser', () => {
  const newid = new RunningNewid();
  let browser: Browser;

  beforeAll(async () => {
    await newid.start();
    browser = await chromium.launch({
      executablePath: process.env['NEWID_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, patience);
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await newid.stop('SIGTERM');
    newid.remove();
  });

  async function enter(person: string | null): Promise<BrowserContext> {
    const context = await browser.newContext();
    if (person === null) return context;
    await context.addCookies([{ name: 'newid-session', value: await newid.enter(person), url: newid.address }]);
    return context;
  }

  describe.each(['en', 'cy'])('in %s', (language) => {
    it.each(pages)(
      'for %s: %s has no findings, no console errors and asks no other host',
      async (person, path) => {
        const context = await enter(person);
        const page = await context.newPage();
        const troubles: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error') troubles.push(message.text());
        });
        page.on('pageerror', (error) => troubles.push(error.message));
        page.on('request', (request) => {
          if (!request.url().startsWith(newid.address)) troubles.push(request.url());
        });
        const response = await page.goto(`${newid.address}/${language}${path}`);
        expect(response?.status()).toBe(200);
        expect(page.url()).toBe(`${newid.address}/${language}${path}`);
        expect(await page.locator('h1').count()).toBe(1);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        if (language === 'cy') {
          // Stories and names in English say so; what is left is ours.
          const ours = await page.evaluate<string>(`(() => {
          const copy = document.body.cloneNode(true);
          for (const other of copy.querySelectorAll('[lang="en"], script')) other.remove();
          return copy.textContent;
        })()`);
          expect(ours).not.toMatch(englishOfComponents);
        }
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
        expect(troubles).toEqual([]);
      },
      patience,
    );
  });
});
