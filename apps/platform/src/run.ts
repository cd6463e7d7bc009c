import 'reflect-metadata';

import { takeDataFolder } from '#service-kit/embedded/embedded-shape.js';
import { peopleComeTo, runProcess, say, saySetUp } from '#service-kit/starting/run-process.js';
import { StartRefused } from '#service-kit/configuration/start-refused.js';

import { playPeriod } from './demo/play-period.js';
import { startPlatform } from './platform.js';
import { loadSample } from './sample/load-sample.js';
import { startHelp, startOptions } from './start-options.js';

// The composition root of the embedded shape: every service in one process.

await runProcess(async (configuration) => {
  const { isEmpty, playsPeriod, wantsHelp } = startOptions(process.argv.slice(2));
  if (wantsHelp) {
    say(startHelp);
    process.exit(0);
  }
  if (configuration.NEWID_SHAPE === 'distributed') {
    throw new StartRefused('NEWID_SHAPE is distributed: there each service is a process of its own (infra/README.md).');
  }
  const folder = takeDataFolder(configuration, !isEmpty);
  const running = await startPlatform(configuration, folder);
  return {
    running,
    open: async () => {
      const origin = peopleComeTo(configuration, running);
      if (folder.isNew && folder.isSample) {
        say('Loading the sample, all of it invented:');
        await loadSample(running.address, await running.setUpLink(), (step) => {
          say(`  ${step}`);
        });
        if (playsPeriod) await playPeriod(running.address, say);
      } else if (folder.isNew) {
        saySetUp(origin, await running.setUpLink());
      }
      say(`Newid is open at ${origin}/en (Cymraeg: ${origin}/cy)`);
      say(`Data is kept in ${folder.path}. Ctrl-C stops it.`);
    },
  };
});
