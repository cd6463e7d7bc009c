import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { RunningNewid } from '../acceptance/running-newid.js';
import { openChromium } from './chromium.js';
import { bringIntoStates, type StatesToVisit } from './states-to-visit.js';

const patience = 60_000;
const programme = 'dweud-y-newid-2026';

describe('without a mouse', () => {
  const newid = new RunningNewid();
  let browser: Browser;
  let states: StatesToVisit;

  beforeAll(async () => {
    await newid.start();
    states = await bringIntoStates(newid);
    browser = await openChromium();
  }, patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
    await browser.close();
  });

  const stateOf = (name: string): string => states.parameters[name]?.[0] ?? '';

  async function open(context: BrowserContext, person?: string): Promise<Page> {
    context.setDefaultTimeout(10_000);
    if (person !== undefined) {
      await context.addCookies([{ name: 'newid-session', value: await newid.enter(person), url: newid.address }]);
    }
    return context.newPage();
  }

  it(
    'a story is told from the start page to its code',
    async () => {
      const page = await open(await browser.newContext());
      await page.goto(`${newid.address}/en/tell-your-story`);
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatchObject({ name: 'Skip to main content', isSeen: true });
      await page.keyboard.press('Enter');
      // From here Tab goes on in the page and not in its header.
      await press(page, 'Start now', 'What happened?');
      await write(page, 'What happened?', 'I planted beans in a yoghurt pot.');
      await press(page, 'Save and continue', 'Why does this matter to you?');
      await write(page, 'Why does this matter to you?', 'They came up.');
      await press(page, 'Save and continue', 'What would you call your story?');
      await write(page, 'What would you call your story?', 'Beans');
      await press(page, 'Save and continue', 'What kind of change is it?');
      await tabTo(page, "Quality of people's lives");
      await page.keyboard.press('Space');
      await press(page, 'Save and continue', 'What helped?');
      await tabTo(page, 'A person');
      await page.keyboard.press('Space');
      await press(page, 'Save and continue', 'Pictures, sound, films and documents');
      await press(page, 'Go on with my story', 'Who may read your story?');

      // Nothing is answered yet: what is missing has the focus, and leads to its field.
      await press(page, 'Save and continue', 'There is a problem');
      expect(
        await page.evaluate<boolean>('document.activeElement.contains(document.querySelector("[role=alert]"))'),
      ).toBe(true);
      await page.keyboard.press('Tab');
      expect((await focused(page)).name).toBe('Select yes or no for the panels');
      await page.keyboard.press('Enter');
      for (let asked = 0; asked < 4; asked += 1) {
        if (asked > 0) await tabTo(page, 'Yes, they may read it');
        expect(await focused(page)).toMatchObject({ name: 'Yes, they may read it', isSeen: true });
        // An arrow chooses the next answer of the same question.
        await page.keyboard.press(asked === 0 ? 'Space' : 'ArrowDown');
      }
      await press(page, 'Save and continue', 'Do you want to show your name?');
      await press(page, 'Save and continue', 'Check your answers');
      await press(page, 'Send my story', 'Your story has been sent');
      expect(await page.locator('.newid-code').innerText()).toMatch(/^\w{4}(-\w{4}){6}$/);
    },
    patience,
  );

  it.each<readonly [string, string | undefined, () => string]>([
    ['a meeting with a round open', 'M01', () => `/meetings/${stateOf('sitting')}`],
    ['a choice', 'F1', () => `/rounds/${stateOf('round')}/close`],
    ['an import', 'E1', () => '/import-stories'],
    ['what an import said', 'E1', () => `/imports/${stateOf('import')}`],
    ['the stories', 'E1', () => '/stories'],
    ['a report', 'E1', () => `/programmes/${programme}/periods/2026-Q1/report`],
    ['a question', undefined, () => '/your-story'],
  ])(
    '%s shows where one is, at each step, in the order of the page',
    async (_, person, path) => {
      const page = await open(await browser.newContext(), person);
      await page.goto(`${newid.address}/en${path()}`);
      const steps: Focused[] = [];
      for (let step = 0; step < 200; step += 1) {
        await page.keyboard.press('Tab');
        const now = await focused(page);
        if (now.place === -1) break;
        steps.push(now);
      }
      const places = steps.map(({ place }) => place);
      expect(steps[0]?.name).toBe('Skip to main content');
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(steps.filter(({ isSeen }) => !isSeen)).toEqual([]);
    },
    patience,
  );

  it(
    'stories are brought in from a file without JavaScript',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'newid-file-'));
      const file = join(folder, 'stories.csv');
      writeFileSync(
        file,
        'external_id,narrative,consent_audience,told_on,language\nDN-901,I got off the bus.,organisation,2026-11-02,en\n',
      );
      const page = await open(await browser.newContext({ javaScriptEnabled: false }), 'E1');
      await page.goto(`${newid.address}/en/import-stories`);
      await page.getByRole('radio').first().check();
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByRole('heading', { name: 'Check of a file' }).waitFor();
      await until(page, 'Nothing has been brought in yet.');
      await page.getByRole('button', { name: 'Bring the stories in' }).click();
      await until(page, 'The stories are in.');
      await page.locator('main a', { hasText: 'See the stories' }).click();
      expect(await page.locator('main').innerText()).toContain('DN-901');
      rmSync(folder, { recursive: true });
    },
    patience,
  );
});

interface Focused {
  readonly name: string;
  /** Its place among all elements of the page; -1 when nothing has the focus. */
  readonly place: number;
  /** It looks other than it does without the focus, and no other element lies over it. */
  readonly isSeen: boolean;
}

/** What has the focus, as people see it: a radio or a box is drawn by its label. */
const focused = (page: Page): Promise<Focused> =>
  page.evaluate<Focused>(`(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return { name: '', place: -1, isSeen: false };
    const label = at.labels?.[0];
    const drawn = [getComputedStyle(at), ...(label ? [getComputedStyle(label, '::before')] : [])];
    const hasRing = drawn.some((style) =>
      style.boxShadow !== 'none' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0));
    const box = at.getBoundingClientRect();
    const over = document.elementFromPoint(box.left + Math.min(box.width, 40) / 2, box.top + Math.min(box.height, 20) / 2);
    const isFree = over !== null && (at.contains(over) || over.contains(at) || (label?.contains(over) ?? false));
    return {
      name: (label ?? at).innerText?.trim() ?? '',
      place: [...document.querySelectorAll('*')].indexOf(at),
      isSeen: hasRing && isFree,
    };
  })()`);

/** Asks for the page again, as one does without JavaScript, until it says so. */
async function until(page: Page, sentence: string): Promise<void> {
  for (let looks = 0; looks < 100; looks += 1) {
    if ((await page.locator('main').innerText()).includes(sentence)) return;
    await page.reload();
  }
  throw new Error(`The page never said: ${sentence}`);
}

/** Goes to a button, presses it, and is on the page with that heading. */
async function press(page: Page, button: string, heading: string): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: heading }).waitFor();
}

async function write(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

/** Presses Tab until what is named so has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now.name === name) {
      expect(now).toMatchObject({ isSeen: true });
      return;
    }
    seen.push(now.name);
  }
  throw new Error(`Tab never came to ${name}: ${seen.join(' | ')}`);
}
