import type { Browser, Page } from 'playwright-core';

import { RunningNewid } from '../acceptance/running-newid.js';
import { openChromium } from './chromium.js';

const patience = 60_000;
const report = '/cy/programmes/dweud-y-newid-2026/periods/2026-Q1/report';

describe('on paper', () => {
  const newid = new RunningNewid();
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await newid.start();
    browser = await openChromium();
    const context = await browser.newContext();
    await context.addCookies([{ name: 'newid-session', value: await newid.enter('E1'), url: newid.address }]);
    page = await context.newPage();
  }, patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
    await browser.close();
  });

  it('a report and the minutes of a meeting are read whole, without what is for clicking', async () => {
    await page.goto(newid.address + report);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('article details .nhsuk-details__text').first().isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'Lawrlwytho fel CSV' }).isVisible()).toBe(false);

    await page.goto(`${newid.address}/cy/meetings`);
    await page.locator('main li a').first().click();
    expect(await page.locator('main details blockquote').first().isVisible()).toBe(true);
    // What browsers print after a link would be English here, and an address that only members may open.
    expect(await page.evaluate<string>(`getComputedStyle(document.querySelector('main a'), '::after').content`)).toBe(
      'none',
    );
  });

  it('a form to be filled in has its questions, its picture and its tear-off, and nothing that is for clicking', async () => {
    await page.emulateMedia({ media: 'screen' });
    await page.goto(`${newid.address}/cy/programmes/dweud-y-newid-2026/stories/paper-forms/2026-Q4`);
    await page.locator('input[name=count]').fill('2');
    await page.locator('main form button').click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('article').count()).toBe(2);
    expect(await page.locator('h1').isVisible()).toBe(false);
    expect(await page.locator('article svg').first().isVisible()).toBe(true);
    expect(await page.locator('article .newid-code').first().innerText()).toMatch(/^\w{4}(-\w{4}){6}$/);
    expect(await page.evaluate<string>(`getComputedStyle(document.querySelector('article')).breakAfter`)).toBe('page');
  });

  it('a list that is wide on a screen is no wider than the paper', async () => {
    await page.setViewportSize({ width: 718, height: 1000 });
    await page.goto(`${newid.address}/cy/feedback`);
    const width = (): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth');
    expect(await width()).toBe(718);
  });

  it('on a screen a story waits behind a next step', async () => {
    await page.emulateMedia({ media: 'screen' });
    await page.goto(newid.address + report);
    expect(await page.locator('article details .nhsuk-details__text').first().isVisible()).toBe(false);
  });
});
