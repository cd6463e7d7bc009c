import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { assetsFolder } from '../rendering/assets.js';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Asset {
  readonly mediaType: string;
  readonly content: Buffer;
  readonly gzipped: Buffer;
}

/** Few and small (under 1 MB), so they are kept in memory, and no path that a browser sends ever reaches the disk. */
function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(
    names.flatMap((name) => {
      const mediaType = mediaTypes[extname(name)];
      if (mediaType === undefined) return [];
      const content = readFileSync(join(folder, name));
      return [[name, { mediaType, content, gzipped: gzipSync(content) }]];
    }),
  );
}

/**
 * Serves `/assets/*`, which browsers may keep for good: each name holds a hash of its content. Where nothing was built,
 * as in tests of pages, there is nothing to serve. Before `app.init()`.
 */
export function serveAssets(app: NestFastifyApplication, folder: string = assetsFolder): void {
  const assets = readAssets(folder);
  app
    .getHttpAdapter()
    .getInstance()
    .get<{ Params: { name: string } }>('/assets/:name', (request, reply) => {
      const asset = assets.get(request.params.name);
      if (asset === undefined) return reply.callNotFound();
      const isGzipTaken = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      return reply
        .header('content-type', asset.mediaType)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .headers(isGzipTaken ? { 'content-encoding': 'gzip' } : {})
        .send(isGzipTaken ? asset.gzipped : asset.content);
    });
}
