import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as kafka from './kafka.mjs';
import * as mongod from './mongod.mjs';

/** What is missing for either, as sentences. */
export const missing = () => [mongod.missing(), kafka.missing()].filter((problem) => problem !== undefined);

/**
 * Starts a MongoDB and a Kafka. With `kept`, a folder, their data stays there, and they get the ports of last time: a
 * replica set knows its member by its port. `given`: more of what each is started with.
 */
export async function startBoth(kept, given = {}) {
  const settings = async (name) => {
    if (kept === undefined) return {};
    const folder = join(kept, name);
    const port = await readFile(join(folder, 'port'), 'utf8').then(Number, () => undefined);
    return port === undefined ? { folder } : { folder, port };
  };
  const started = await Promise.allSettled([
    settings('mongod').then((place) => mongod.start({ ...place, ...given.mongo })),
    settings('kafka').then((place) => kafka.start({ ...place, ...given.kafka })),
  ]);
  const running = started.flatMap(({ status, value }) => (status === 'fulfilled' ? [value] : []));
  const stop = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  const problems = started.flatMap(({ reason }) => (reason === undefined ? [] : [reason.message]));
  if (problems.length > 0) {
    await stop();
    throw new Error(problems.join('\n'));
  }
  if (kept !== undefined) for (const { folder, port } of running) await writeFile(join(folder, 'port'), `${port}`);
  const [mongo, broker] = running;
  return { mongo, kafka: broker, stop };
}
