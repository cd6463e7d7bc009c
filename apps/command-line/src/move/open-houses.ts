import { join, resolve } from 'node:path';

import { topicOf, type ServiceName } from '#contracts/shared/contract.js';
import type { MasterKeys } from '#key-vault/master-keys.js';
import { kafkaSettings } from '#messaging/kafka/kafka-settings.js';
import { untakenInKafka } from '#messaging/kafka/untaken-in-kafka.js';
import type { FollowingLog } from '#projections/log-reading.js';
import type { Configuration } from '#service-kit/configuration/configuration.js';
import { distributedHouse } from '#service-kit/distributed/distributed-house.js';
import { mongoAddress } from '#service-kit/distributed/mongo-address.js';
import { embeddedHouse } from '#service-kit/embedded/embedded-house.js';
import { masterKeysOf } from '#service-kit/configuration/master-keys-of.js';
import type { House, Listening, OpenHouse, Untaken } from '#service-kit/moving/house.js';
import type { ServiceDefinition } from '#service-kit/service.js';

import { IdentitySettings } from '../../../identity-access/src/identity-settings.js';
import { allServices } from '../../../platform/src/services.js';
import type { Place } from './place.js';

export const serviceNames: readonly ServiceName[] = [
  'identity-access',
  'programme-design',
  'story-submission',
  'panel-review',
  'impact-reporting',
];

/** Imports are its own, and nobody else takes files. */
const takesFiles: ServiceName = 'story-submission';
const holdsRounds: ServiceName = 'panel-review';

export interface Ends {
  readonly from: Place;
  readonly to: Place;
  readonly configuration: Configuration;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whoever moves says that nothing waits in Kafka. */
  readonly withoutKafka: boolean;
  readonly log: FollowingLog;
}

/** What a service is made of, as far as a move has to know. */
export const definitionsOf = ({ sessions }: Pick<OpenHouse, 'sessions'>): readonly ServiceDefinition[] =>
  allServices(new IdentitySettings(sessions, false, false, '127.0.0.1', true));

/** Both ends, held. @throws MoveRefused, MongoRefused, StartRefused */
export async function openHouses(ends: Ends): Promise<{ readonly from: House; readonly to: House }> {
  const from = await openHouse(ends, ends.from, 'source');
  try {
    return { from, to: await openHouse(ends, ends.to, 'target') };
  } catch (error) {
    await from.close();
    throw error;
  }
}

async function openHouse(ends: Ends, place: Place, end: 'source' | 'target'): Promise<House> {
  if (place.shape === 'sqlite') return embeddedHouse(place.folder, end);
  const { configuration, environment } = ends;
  return distributedHouse({
    url: place.url ?? mongoAddress(environment),
    folder: configuration.NEWID_DATA,
    end,
    services: serviceNames,
    filesOf: takesFiles,
    secretRoundsOf: holdsRounds,
    untaken: (definitions) => untakenIn(ends, definitions),
  });
}

async function untakenIn(
  { environment, withoutKafka, log }: Ends,
  definitions: readonly Listening[],
): Promise<readonly Untaken[]> {
  if (withoutKafka) return [];
  const groups = definitions.map(({ name, listensTo }) => ({
    group: name,
    topics: [...new Set(listensTo.map(({ source }) => topicOf(source)))],
  }));
  return untakenInKafka(kafkaSettings(environment, 'move'), groups, log);
}

/** Where the two secrets are that are not moved. */
export interface StayingKeys {
  readonly masterKeyFile: string;
  readonly secretFile: string;
}

export function stayingKeys({ from, configuration }: Pick<Ends, 'from' | 'configuration'>): StayingKeys {
  const folder = resolve(from.shape === 'sqlite' ? from.folder : configuration.NEWID_DATA);
  return {
    masterKeyFile: resolve(configuration.NEWID_MASTER_KEY_FILE ?? join(folder, 'master.key')),
    secretFile: resolve(configuration.NEWID_SECRET_FILE ?? join(folder, 'secret.key')),
  };
}

/** @throws KeyUnusable */
export const masterKeysOfMove = ({ masterKeyFile }: StayingKeys, configuration: Configuration): MasterKeys =>
  masterKeysOf(configuration, { file: masterKeyFile, createIfMissing: false });
