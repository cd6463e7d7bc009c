import type { Browser, Page } from 'playwright-core';

import { RunningNewid } from '../acceptance/running-newid.js';
import { openChromium } from './chromium.js';

const patience = 60_000;

/** A panel meets by its pages alone, without JavaScript, each person in a browser of their own. */
describe('a panel meets in the browser', () => {
  const newid = new RunningNewid();
  let browser: Browser;
  const pages = new Map<string, Page>();

  beforeAll(async () => {
    await newid.start();
    browser = await openChromium();
  }, patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
    await browser.close();
  });

  async function as(person: string): Promise<Page> {
    const known = pages.get(person);
    if (known !== undefined) return known;
    const context = await browser.newContext({ javaScriptEnabled: false });
    context.setDefaultTimeout(10_000);
    await context.addCookies([{ name: 'newid-session', value: await newid.enter(person), url: newid.address }]);
    const page = await context.newPage();
    pages.set(person, page);
    return page;
  }

  const go = (page: Page, path: string) => page.goto(`${newid.address}/en${path}`);
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const follow = (page: Page, name: string) => page.locator('main a', { hasText: name }).first().click();
  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
  const text = (page: Page) => page.locator('main').innerText();

  async function read(person: string): Promise<void> {
    const page = await as(person);
    await go(page, '/meetings');
    await follow(page, 'East panel, April to June 2026');
    await follow(page, 'Go to the next story');
    await press(page, 'Open the story');
    await follow(page, 'Go to the next story');
    await press(page, 'Open the story');
    expect(await text(page)).toContain('You have read everything.');
  }

  async function choose(person: string, option: number, why: string): Promise<void> {
    const page = await as(person);
    await go(page, '/meetings');
    await follow(page, 'East panel, April to June 2026');
    await follow(page, 'Choose');
    await page.getByRole('radio').nth(option).check();
    await page.getByLabel('Why?').fill(why);
    await press(page, 'Send');
    expect(await text(page)).toContain('You have answered');
  }

  it(
    'from its members to the stories it passes up',
    async () => {
      const evaluator = await as('E1');
      await go(evaluator, '/panels');
      await follow(evaluator, 'Change members: East panel');
      for (const box of await evaluator.getByRole('checkbox').all()) await box.uncheck();
      await press(evaluator, 'Save');
      expect(await evaluator.getByRole('alert').innerText()).toContain('Choose at least one member');
      for (const member of ['M01', 'M02', 'M03']) await evaluator.getByRole('checkbox', { name: member }).check();
      await press(evaluator, 'Save');
      expect(await heading(evaluator)).toBe('Panels');
      expect(await text(evaluator)).toContain('3 members.');

      const facilitator = await as('F1');
      await go(facilitator, '/meetings');
      await follow(facilitator, 'Open a meeting');
      await facilitator.getByRole('radio', { name: 'April to June 2026' }).check();
      await facilitator.getByRole('radio', { name: "Quality of people's lives" }).check();
      await facilitator.getByRole('radio', { name: 'One vote' }).check();
      await press(facilitator, 'Open the meeting');
      // The form comes back with what was chosen, and says what is missing.
      expect(await facilitator.getByRole('alert').innerText()).toContain('Choose where the panel meets');
      expect(await facilitator.getByRole('radio', { name: 'One vote' }).isChecked()).toBe(true);
      await facilitator.getByRole('radio', { name: 'Each in their own time' }).check();
      await press(facilitator, 'Open the meeting');
      expect(await heading(facilitator)).toContain('East panel, April to June 2026');
      const meeting = facilitator.url();

      await follow(facilitator, 'Bring in stories');
      await press(facilitator, 'Bring in all 2 stories');
      for (const member of ['M01', 'M02', 'M03']) await read(member);

      await facilitator.goto(meeting);
      expect(await text(facilitator)).toContain('2 of 2');
      await press(facilitator, 'Open a round');
      await choose('M01', 0, 'It shows what an ordinary week can be.');
      await choose('M02', 1, 'It stayed with me.');

      // Nobody sees a choice before the round is closed.
      await facilitator.goto(meeting);
      expect(await text(facilitator)).not.toContain('It stayed with me.');
      await choose('M03', 1, 'Two years on, it still holds.');

      await facilitator.goto(meeting);
      await follow(facilitator, 'Close the round');
      expect(await text(facilitator)).toContain('3 of 3 have answered');
      await press(facilitator, 'Close the round and count');
      await facilitator.goto(meeting);
      expect(await text(facilitator)).toContain('It stayed with me.');

      await follow(facilitator, 'Record what was decided');
      await facilitator.getByRole('radio', { name: 'One story' }).check();
      await press(facilitator, 'Record it');
      expect(await facilitator.getByRole('alert').innerText()).toContain('Write the panel’s reason');
      await facilitator.getByLabel('Why?').fill('It changed how we see a good day.');
      await press(facilitator, 'Record it');
      expect(await facilitator.getByRole('alert').innerText()).toContain('exactly one story');
      await facilitator.getByRole('checkbox').first().check();
      await press(facilitator, 'Record it');
      expect(await text(facilitator)).toContain('It changed how we see a good day.');

      await follow(facilitator, 'Write the lesson lines');
      await facilitator.getByRole('textbox').nth(0).fill('A door held open is support too.');
      await press(facilitator, 'Save');
      expect(await text(facilitator)).toContain('1 story has no lesson line yet');
      await follow(facilitator, 'Write the lesson lines');
      expect(await facilitator.getByRole('textbox').nth(0).inputValue()).toBe('A door held open is support too.');
      await facilitator.getByRole('textbox').nth(1).fill('Waiting is part of the story.');
      await press(facilitator, 'Save');

      const member = await as('M02');
      await member.goto(meeting);
      await follow(member, 'another view');
      await member.getByRole('radio', { name: 'I see it differently' }).check();
      await member.getByLabel('In your own words').fill('The other story asks more of us.');
      await press(member, 'Put it on record');
      expect(await text(member)).toContain('The other story asks more of us.');

      await facilitator.goto(meeting);
      await follow(facilitator, 'Close the meeting');
      await press(facilitator, 'Close the meeting');
      const closed = await text(facilitator);
      expect(closed).toContain('Closed');
      expect(closed).toContain('It changed how we see a good day.');
      expect(closed).toContain('Passed up to');

      // What can no longer be sent is not asked: the minutes are shown.
      for (const form of ['outcome', 'lesson-lines', 'close']) {
        await facilitator.goto(`${meeting}/${form}`);
        expect(facilitator.url()).toBe(meeting);
      }

      const above = await as('F2');
      await go(above, '/open-a-meeting');
      expect(await text(above)).toContain('National panel');
    },
    patience,
  );
});
