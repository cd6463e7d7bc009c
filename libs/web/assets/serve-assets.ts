import { existsSync } from 'node:fs';

import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { assetsFolder } from '../rendering/assets.js';

/** Serves `/assets/*`, which browsers may keep for good: each name holds a hash of its content. */
export async function serveAssets(app: NestFastifyApplication, folder: string = assetsFolder): Promise<void> {
  // Nothing is built in tests of pages, which need no styles.
  if (!existsSync(folder)) return;
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
  });
}
