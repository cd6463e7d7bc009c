// npm run servers: a MongoDB and a Kafka on free ports, until Ctrl+C. Their data goes with them; --keep FOLDER keeps it.
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import * as kafka from './kafka.mjs';
import * as mongod from './mongod.mjs';

const { values } = parseArgs({ options: { keep: { type: 'string' } } });
const kept = values.keep && resolve(values.keep);

/** With `--keep`, the ports of last time: a replica set knows its member by its port. */
async function settings(name) {
  if (kept === undefined) return {};
  const folder = join(kept, name);
  const port = await readFile(join(folder, 'port'), 'utf8').then(Number, () => undefined);
  return port === undefined ? { folder } : { folder, port };
}

for (const problem of [mongod.missing(), kafka.missing()]) {
  if (problem === undefined) continue;
  console.error(problem);
  process.exitCode = 1;
}
if (process.exitCode === 1) process.exit();

const started = await Promise.allSettled([
  settings('mongod').then((given) => mongod.start(given)),
  settings('kafka').then((given) => kafka.start(given)),
]);
const running = started.flatMap(({ status, value }) => (status === 'fulfilled' ? [value] : []));
const stop = async () => {
  await Promise.all(running.map((server) => server.stop()));
};
for (const { reason } of started) {
  if (reason === undefined) continue;
  console.error(reason.message);
  process.exitCode = 1;
}
if (process.exitCode === 1) {
  await stop();
  process.exit();
}

if (kept !== undefined) for (const { folder, port } of running) await writeFile(join(folder, 'port'), `${port}`);
const [{ value: mongo }, { value: broker }] = started;
console.log(`NEWID_MONGO_URL=${mongo.url}`);
console.log(`NEWID_KAFKA_BROKERS=${broker.brokers.join(',')}`);
console.log('Both are ready. Ctrl+C stops them.');

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void stop();
  });
}
