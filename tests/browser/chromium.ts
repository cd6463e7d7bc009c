import { chromium, type Browser } from 'playwright-core';

/** The machine's own Chromium, kept from asking other hosts for anything. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['NEWID_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
