// npm run start:services: a MongoDB, a Kafka and every service as its own process, one origin before them, the sample
// loaded. Their data goes with them; --keep FOLDER keeps it. --port 3001 for another port than 3000.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { buildIfNeeded, installIfNeeded, root } from './prepare.mjs';

installIfNeeded();
buildIfNeeded();

const { values } = parseArgs({ options: { keep: { type: 'string' }, port: { type: 'string', default: '3000' } } });
const { missing, startBoth } = await import('../infra/local-servers/both.mjs');
const { startServices } = await import('../infra/local-servers/services.mjs');

const fail = (why) => {
  console.error(why);
  process.exit(1);
};
const problems = missing();
if (problems.length > 0) fail(problems.join('\n'));

const kept = values.keep && resolve(values.keep);
const folder = kept ?? mkdtempSync(join(tmpdir(), 'newid-services-'));
const stops = [];
let isStopping = false;
const stop = async (code) => {
  if (isStopping) return;
  isStopping = true;
  console.log('Newid is stopping: what is under way is finished first.');
  for (const end of stops.reverse()) await end();
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop(0));

try {
  console.log('Starting MongoDB and Kafka.');
  const servers = await startBoth(kept === undefined ? undefined : join(kept, 'servers'));
  stops.push(servers.stop);
  console.log(`  ${servers.mongo.url}\n  Kafka at ${servers.kafka.brokers.join(',')}`);
  console.log('Starting the services.');
  const services = await startServices({
    mongo: servers.mongo.url,
    brokers: servers.kafka.brokers,
    folder: join(folder, 'newid'),
    port: Number(values.port),
    echo: (name, text) => {
      // Each says where it is; the one-time link is used here.
      if (!text.includes('/en/links/')) process.stdout.write(text.replaceAll(/^(?=.)/gm, `  ${name}: `));
    },
  });
  stops.push(services.stop);
  if (services.setUpLink !== undefined) {
    console.log('Loading the sample, all of it invented:');
    const loader = pathToFileURL(join(root, 'dist/apps/platform/src/sample/load-sample.js')).href;
    const { loadSample } = await import(loader);
    await loadSample(services.address, services.setUpLink, (step) => console.log(`  ${step}`));
  }
  console.log(`Newid is open at ${services.address}/en (Cymraeg: ${services.address}/cy)`);
  console.log(`Keys are in ${folder}. Ctrl-C stops everything.`);
} catch (error) {
  console.error(error.message);
  await stop(1);
}
