import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { messageBusContract } from '../contract/message-bus.contract.js';
import { EmbeddedBus } from './embedded-bus.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

messageBusContract('in one process', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'newid-bus-'));
  return {
    open: async () => new EmbeddedBus({ file: join(folder, 'bus.db'), log: silent, wait: async () => undefined }),
    end: () => rm(folder, { recursive: true }),
  };
});
