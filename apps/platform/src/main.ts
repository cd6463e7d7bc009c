import 'reflect-metadata';

import { KeyUnusable } from '#key-vault/key-vault.js';
import { ConfigurationError, readConfiguration } from '#service-kit/configuration.js';
import { StorageUnavailable } from '#event-store/event-store.js';
import { FolderInUse } from '#sqlite/folder-lock.js';

import { openDataFolder, StartRefused } from './data-folder.js';
import { startPlatform } from './platform.js';
import { loadSample } from './sample/load-sample.js';

// The composition root of the embedded shape: every service in one process.

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** One line that says what to do, where the cause is known; a stack trace only for a bug. */
function refuseStart(error: unknown): never {
  const isKnown =
    error instanceof ConfigurationError ||
    error instanceof StartRefused ||
    error instanceof FolderInUse ||
    error instanceof KeyUnusable ||
    error instanceof StorageUnavailable;
  process.stderr.write(isKnown ? `Newid did not start. ${error.message}\n` : 'Newid did not start.\n');
  if (!isKnown) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const wantsSample = !process.argv.includes('--empty');
  const configuration = readConfiguration(process.env);
  const folder = openDataFolder(configuration, wantsSample);
  const platform = await startPlatform(configuration, folder);

  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    say('Newid is stopping: what is under way is finished first.');
    void platform.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  if (folder.isNew && folder.isSample) {
    say('Loading the sample, all of it invented:');
    await loadSample(platform.address, await platform.setUpLink(), (step) => {
      say(`  ${step}`);
    });
  } else if (folder.isNew) {
    say(`Set Newid up here, once, within a day:\n  ${platform.address}/en/links/${await platform.setUpLink()}`);
  }
  say(`Newid is open at ${platform.address}/en (Cymraeg: ${platform.address}/cy)`);
  say(`Data is kept in ${folder.path}. Ctrl-C stops it.`);
}

await main().catch(refuseStart);
