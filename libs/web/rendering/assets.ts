import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rootFolderOf } from '../source-folder.js';

/** Where tools/build-css.mjs writes what browsers are sent. */
export const assetsFolder = join(rootFolderOf(import.meta.url), 'dist', 'assets');

let hashedNames: ReadonlyMap<string, string> | undefined;

function readManifest(): ReadonlyMap<string, string> {
  const file = join(assetsFolder, 'manifest.json');
  if (!existsSync(file)) return new Map();
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const entries: [string, unknown][] = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
  return new Map(entries.flatMap(([name, hashed]) => (typeof hashed === 'string' ? [[name, hashed]] : [])));
}

/** `/assets/newid-<hash>.css` for `newid.css`; the name itself where nothing was built, so that tests need no build. */
export function assetAddress(name: string): string {
  hashedNames ??= readManifest();
  return `/assets/${hashedNames.get(name) ?? name}`;
}
