import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { FolderInUse } from '#sqlite/folder-lock.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { StartRefused } from '#service-kit/configuration/start-refused.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';
import type { Language } from '#web/language.js';

import { startPlatform } from '../../../platform/src/platform.js';
import { doorAt, type OperatorDoor } from './ask-socket.js';
import { doorsOfServices } from './doors-of-services.js';

export type { OperatorAnswer } from './ask-socket.js';

/** Speaks as the operator with the Newid of a data folder: the one that runs there, or one started for this command. */
export interface OperatorClient extends OperatorDoor {
  /** True: a server runs on this folder, and did the work. */
  readonly throughServer: boolean;
  close(): Promise<void>;
}

export async function openOperator(
  environment: Readonly<Record<string, string | undefined>>,
  language: Language = 'en',
): Promise<OperatorClient> {
  const configuration = readConfiguration({ NEWID_LOG_LEVEL: 'error', ...environment, NEWID_PORT: '0' });
  const folder = resolve(configuration.NEWID_DATA);
  if (configuration.NEWID_SHAPE === 'distributed') {
    return { throughServer: true, ...(await doorsOfServices(folder, language)), close: async () => undefined };
  }
  // A name that was mistyped must not become a house.
  if (!existsSync(join(folder, 'vault.db'))) {
    throw new StartRefused(
      `There is no data of Newid in ${folder}. Let NEWID_DATA name the data folder; where there is none yet, the first start makes it.`,
    );
  }
  const door = doorAt(join(folder, 'operator.sock'), language);
  try {
    const platform = await startPlatform(configuration, openDataFolder(configuration, false));
    return { throughServer: false, ...door, close: () => platform.close() };
  } catch (error) {
    // The folder's own lock says whether a server runs there; a socket left by a kill -9 says nothing.
    if (!(error instanceof FolderInUse)) throw error;
    return { throughServer: true, ...door, close: async () => undefined };
  }
}
