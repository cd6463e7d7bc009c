import { parseArgs } from 'node:util';

import { StartRefused } from '#service-kit/configuration/start-refused.js';

export interface StartOptions {
  readonly isEmpty: boolean;
  readonly playsPeriod: boolean;
  readonly wantsHelp: boolean;
}

/** @throws StartRefused for what is no option: started without it, something else would run than was asked for. */
export function startOptions(given: readonly string[]): StartOptions {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values } = parseArgs({ args: [...given], options: { empty: flag, 'demo-period': flag, help: flag } });
    return { isEmpty: values.empty, playsPeriod: values['demo-period'], wantsHelp: values.help };
  } catch {
    throw new StartRefused(`There is no such option: ${given.join(' ')}\n${startHelp}`);
  }
}

export const startHelp = `npm start               with the invented sample, where the data folder is new
npm start -- --empty    without it; prints a link with which Newid is set up, once
npm run demo:period     plays a whole period first, in a folder of its own
Variables (NEWID_PORT, NEWID_DATA and others) are in docs/operations.md.`;
