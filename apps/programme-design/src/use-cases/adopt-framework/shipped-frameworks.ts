import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

/** Frameworks that come with Newid, by name. */
export const shippedFrameworks = ['lived-experience'] as const;
export type ShippedFramework = (typeof shippedFrameworks)[number];

export const shippedFramework = (name: ShippedFramework): string =>
  readFileSync(join(rootFolderOf(import.meta.url), 'samples/frameworks', `${name}.json`), 'utf8');
