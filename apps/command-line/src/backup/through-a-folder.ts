import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Configuration } from '#service-kit/configuration/configuration.js';
import { openLog } from '#service-kit/starting/logging.js';
import { masterKeysOf } from '#service-kit/configuration/master-keys-of.js';
import { copyHouse, moveHouse } from '#service-kit/moving/move-house.js';
import type { Words } from '#web/words/words.js';

import { definitionsOf, openHouses, type Ends } from '../move/open-houses.js';
import { showSteps } from '../move/show-steps.js';
import type { Terminal } from '../terminal.js';

export interface Distributed {
  readonly configuration: Configuration;
  /** Of the services. */
  readonly folder: string;
  readonly masterKeyFile: string;
  readonly withoutKafka: boolean;
  readonly terminal: Terminal;
  /** Of the move. */
  readonly words: Words;
}

const mongo = { shape: 'mongo', url: undefined } as const;
const between = 'between-';

/** What MongoDB and the folder of the services hold, as a data folder that is gone when `work` is done. @throws MoveRefused */
export async function asFolder(given: Distributed, work: (folder: string) => Promise<void>): Promise<void> {
  await inBetween(given, async (folder) => {
    await carry(given, { from: mongo, to: { shape: 'sqlite', folder } }, copyHouse);
    await work(folder);
  });
}

/** What `work` puts into a data folder goes into MongoDB and the folder of the services. @throws MoveRefused */
export async function fromFolder(given: Distributed, work: (folder: string) => Promise<void>): Promise<void> {
  await inBetween(given, async (folder) => {
    await work(folder);
    await carry(given, { from: { shape: 'sqlite', folder }, to: mongo }, moveHouse);
  });
}

/** Beside the keys, where only the services read: it holds both parts as long as it is there. */
async function inBetween({ folder }: Distributed, work: (folder: string) => Promise<void>): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = mkdtempSync(join(folder, between));
  try {
    await work(made);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

async function carry(
  { configuration, folder, masterKeyFile, withoutKafka, terminal, words }: Distributed,
  places: Pick<Ends, 'from' | 'to'>,
  how: typeof moveHouse,
): Promise<void> {
  const log = openLog('backup', configuration.NEWID_LOG_LEVEL);
  const { from, to } = await openHouses({
    ...{ ...places, configuration, environment: terminal.environment, withoutKafka, log },
  });
  const steps = showSteps(terminal, words);
  try {
    removeOthers(folder, places);
    const masterKey = masterKeysOf(configuration, { file: masterKeyFile, createIfMissing: false });
    await how({ from, to, masterKey, services: definitionsOf, log, onProgress: steps.show });
  } finally {
    steps.stop();
    await to.close();
    await from.close();
  }
}

/** Folders of runs that were killed: whoever holds the databases is the only one. */
function removeOthers(folder: string, places: Pick<Ends, 'from' | 'to'>): void {
  const ours = [places.from, places.to].flatMap((place) => (place.shape === 'sqlite' ? [place.folder] : []));
  for (const name of readdirSync(folder).filter((each) => each.startsWith(between))) {
    const path = join(folder, name);
    if (!ours.includes(path)) rmSync(path, { recursive: true, force: true });
  }
}
