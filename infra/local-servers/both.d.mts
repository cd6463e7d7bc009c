import type { KafkaStarting, LocalKafka } from './kafka.mjs';
import type { LocalMongod, MongodStarting } from './mongod.mjs';

export function missing(): readonly string[];
export function startBoth(
  kept?: string,
  given?: { readonly mongo?: MongodStarting; readonly kafka?: KafkaStarting },
): Promise<{
  readonly mongo: LocalMongod;
  readonly kafka: LocalKafka;
  stop(): Promise<void>;
}>;
