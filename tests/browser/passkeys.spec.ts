import type { Browser, Page } from 'playwright-core';

import { runInAFolder } from '../../apps/platform/src/testing/running-in-a-folder.js';
import { openChromium } from './chromium.js';

const patience = 60_000;
const password = 'three blue boats at dawn';

/** Chromium's own virtual key stands for a telephone that knows its holder. */
describe('passkeys in a real browser', () => {
  let newid: Awaited<ReturnType<typeof runInAFolder>>;
  let browser: Browser;
  let page: Page;
  let address: string;
  const troubles: string[] = [];

  beforeAll(async () => {
    newid = await runInAFolder('platform', { NEWID_HOST: 'localhost' });
    address = `http://localhost:${new URL(newid.address).port}`;
    browser = await openChromium();
    page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
  }, patience);
  afterAll(async () => {
    await browser.close();
    await newid.close();
  });

  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  const signOut = async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('link', { name: 'Sign in', exact: true }).first().waitFor();
  };

  async function virtualKey(knowsItsHolder: boolean) {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: knowsItsHolder,
        automaticPresenceSimulation: true,
      },
    });
    return { session, authenticatorId };
  }

  it(
    'are added with the password, sign in without it, and no longer when they are removed',
    async () => {
      const { session, authenticatorId } = await virtualKey(true);
      await page.goto(`${address}/en/links/${await newid.setUpLink()}`);
      await page.locator('input[name=organisationEn]').fill('Bridge');
      await page.locator('input[name=organisationCy]').fill('Pont');
      await page.locator('input[name=name]').fill('Nia Evans');
      await page.locator('input[name=signInName]').fill('nia');
      await page.locator('input[name=password]').fill(password);
      await page.getByRole('button', { name: 'Set up' }).click();

      await page.goto(`${address}/en/how-i-sign-in/add-passkey`);
      await page.locator('input[name=password]').fill('not it at all');
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      await page.getByRole('alert').getByText('That is not the password you have now.').waitFor();
      await page.locator('input[name=password]').fill(password);
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      await page.getByText('The passkey is added.').waitFor();
      await page.getByText('After your password you are asked for a passkey.').waitFor();

      await signOut();
      await page.goto(`${address}/en/sign-in?next=/en/people`);
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
      await page.waitForURL(`${address}/en/people`);
      expect(await heading()).toBe('People');

      // The password alone is not enough any more: the passkey is the second step.
      await signOut();
      await page.goto(`${address}/cy/sign-in`);
      await page.locator('input[name=name]').fill('nia');
      await page.locator('input[name=password]').fill(password);
      await page.getByRole('button', { name: 'Mewngofnodi', exact: true }).click();
      await page.waitForURL(/second-step/);
      await page.getByRole('button', { name: 'Mewngofnodi ag allwedd mynediad' }).click();
      await page.waitForURL(`${address}/cy`);

      // A key that does not know its holder is refused.
      await page.goto(`${address}/en/how-i-sign-in`);
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
      await signOut();
      await page.goto(`${address}/en/sign-in`);
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
      await page.getByText('The passkey did not work.').waitFor();
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
      await page.waitForURL(`${address}/en`);

      await page.goto(`${address}/en/how-i-sign-in`);
      await page.getByText('Remove this passkey').click();
      await page.getByRole('button', { name: 'Remove it' }).click();
      await page.getByText('The passkey is removed.').waitFor();
      await page.getByText('You sign in without a second step.').waitFor();
      await signOut();
      expect(troubles.filter((trouble) => !trouble.includes('422'))).toEqual([]);
      await page.goto(`${address}/en/sign-in`);
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
      await page.getByRole('heading', { name: 'The passkey was not taken' }).waitFor();
    },
    patience,
  );
});
