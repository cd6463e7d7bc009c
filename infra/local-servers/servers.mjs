// npm run servers: a MongoDB and a Kafka on free ports, until Ctrl+C. Their data goes with them; --keep FOLDER keeps it.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { missing, startBoth } from './both.mjs';

const { values } = parseArgs({ options: { keep: { type: 'string' } } });

for (const problem of missing()) {
  console.error(problem);
  process.exitCode = 1;
}
if (process.exitCode === 1) process.exit();

const { mongo, kafka, stop } = await startBoth(values.keep && resolve(values.keep)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
console.log(`NEWID_MONGO_URL=${mongo.url}`);
console.log(`NEWID_KAFKA_BROKERS=${kafka.brokers.join(',')}`);
console.log('Both are ready. Ctrl+C stops them.');

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void stop();
  });
}
