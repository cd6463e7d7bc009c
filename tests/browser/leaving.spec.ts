import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Browser, Page } from 'playwright-core';

import { OneProcess } from '../acceptance/one-process.js';
import { RunningNewid } from '../acceptance/running-newid.js';
import { openChromium } from './chromium.js';

const patience = 60_000;
const question = '/en/tell-your-story/questions/story';
const words = 'I hid the lamp';

describe('leaving a page at once', () => {
  let newid: RunningNewid;
  let elsewhere: Server;
  let browser: Browser;

  beforeAll(async () => {
    elsewhere = createServer((_request, response) => response.end('Dry, with sunny spells'));
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    newid = new RunningNewid(new OneProcess({ NEWID_EXIT_TO: `http://127.0.0.1:${String(port)}/` }));
    await newid.start();
    browser = await openChromium();
  }, patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
    await browser.close();
    await new Promise((resolve) => elsewhere.close(resolve));
  });

  const ways: readonly (readonly [string, boolean, (page: Page) => Promise<void>])[] = [
    ['by the link, without JavaScript', false, (page) => page.locator('.newid-exit__link').click()],
    ['by the link', true, (page) => page.locator('.newid-exit__link').click()],
    [
      'by three presses of Shift',
      true,
      async (page) => {
        for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
      },
    ],
  ];

  it.each(ways)(
    '%s shows nothing of a story to whoever goes back or opens its address',
    async (_, javaScriptEnabled, leave) => {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${newid.address}/en/tell-your-story`);
      await page.getByRole('button', { name: 'Start now' }).click();
      await page.getByRole('textbox').fill(words);
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await page.goto(newid.address + question);
      expect(await page.getByRole('textbox').inputValue()).toBe(words);

      await leave(page);
      await page.getByText('Dry, with sunny spells').waitFor();
      expect((await context.cookies()).map(({ name }) => name)).toEqual([]);
      for (let back = 0; back < 4; back += 1) {
        await page.goBack();
        expect(await page.content()).not.toContain(words);
      }
      await page.goto(newid.address + question);
      expect(await page.content()).not.toContain(words);
      await context.close();
    },
    patience,
  );
});
