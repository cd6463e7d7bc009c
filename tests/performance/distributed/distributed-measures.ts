import type { Row } from '../rows.js';
import { fullSizes, quickSizes, type DistributedSizes } from './distributed-sizes.js';
import { measureMongoAppend } from './measure-mongo-append.js';
import { measureMongoRebuild } from './measure-mongo-rebuild.js';
import { measureRelay } from './measure-relay.js';
import { measureSubmit } from './measure-submit.js';
import { measureVisible } from './measure-visible.js';

export { because } from './real-servers.js';

type Measure = (sizes: DistributedSizes, folder: string) => Promise<readonly Row[]>;

/** On a real MongoDB and a real Kafka. */
export const distributedMeasures = {
  'mongo-append': measureMongoAppend,
  submit: measureSubmit,
  visible: measureVisible,
  relay: measureRelay,
  'mongo-rebuild': measureMongoRebuild,
} as const satisfies Record<string, Measure>;

export type DistributedName = keyof typeof distributedMeasures;

export const isDistributed = (name: string): name is DistributedName => name in distributedMeasures;

export const measureDistributed = (name: DistributedName, isQuick: boolean, folder: string): Promise<readonly Row[]> =>
  distributedMeasures[name](isQuick ? quickSizes : fullSizes, folder);
