import type { LocalKafka } from './kafka.mjs';
import type { LocalMongod } from './mongod.mjs';

export function missing(): readonly string[];
export function startBoth(kept?: string): Promise<{
  readonly mongo: LocalMongod;
  readonly kafka: LocalKafka;
  stop(): Promise<void>;
}>;
