import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Language } from '#web/language.js';

import type { TwoPlaces } from '../backup/saved-house.js';
import { keyPlaces } from '../keys/key-places.js';
import { isSaidInOneLine } from '../move/move.command.js';
import { serviceNames } from '../move/open-houses.js';
import { openOperator } from '../operator/operator-client.js';
import { isWrong, well, wrong, type Finding } from './finding.js';
import { backupFound, mailFound, scannerFound } from './look-around.js';
import { clockFound, databasesFound, folderFound, isHeld } from './look-at-folder.js';
import { keysFound } from './look-at-keys.js';
import { configurationFound, nodeFound } from './look-at-machine.js';
import { kafkaFound, mongoFound } from './look-at-servers.js';
import { servicesFound } from './look-at-services.js';

export interface AskedDoctor {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly language: Language;
  readonly backup: TwoPlaces | undefined;
}

/** One thing after another; what rests on something that is wrong is not looked at. */
export async function* runDoctor({ environment, language, backup }: AskedDoctor): AsyncGenerator<Finding> {
  yield nodeFound();
  const { configuration, findings } = configurationFound(environment);
  yield* findings;
  if (configuration === undefined) return;
  const isDistributed = configuration.NEWID_SHAPE === 'distributed';
  const places = keyPlaces(environment);
  const { folder } = places;

  const ofFolder = folderFound(folder);
  yield* ofFolder;
  yield backupFound(backup);
  yield await mailFound(configuration, folder);
  yield await scannerFound(configuration);
  const ofServers = isDistributed ? [...(await mongoFound(environment)), await kafkaFound(environment)] : [];
  yield* ofServers;
  if (ofFolder.some(isWrong)) return;
  yield clockFound(folder);
  if (!isDistributed && !existsSync(join(folder, 'vault.db'))) {
    yield wrong('nothing-there', { folder });
    return;
  }
  const ofData = [...(await keysFound(places)), ...(isDistributed ? [] : databasesFound(folder))];
  yield* ofData;
  if ([...ofServers, ...ofData].some(isWrong)) return;
  if (!isDistributed) yield well(isHeld(folder) ? 'running' : 'not-running');
  yield* await openedAndAsked(environment, language);
}

/** Through the services that run; where none does, by opening the folder as a start would. */
async function openedAndAsked(
  environment: AskedDoctor['environment'],
  language: Language,
): Promise<readonly Finding[]> {
  try {
    const client = await openOperator(environment, language);
    try {
      return await servicesFound(client, serviceNames);
    } finally {
      await client.close();
    }
  } catch (error) {
    if (isSaidInOneLine(error)) return [wrong('said', { because: error.message })];
    if (isConnectionRefused(error)) return [wrong('does-not-answer')];
    throw error;
  }
}

const isConnectionRefused = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EACCES'].includes(error.code);
