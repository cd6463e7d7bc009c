import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const builtInto = 'dist';

/** The folder that holds package.json: the only fixed point that sources and compiled code share. */
export function rootFolderOf(moduleUrl: string): string {
  let folder = dirname(fileURLToPath(moduleUrl));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`No package.json above ${moduleUrl}`);
    folder = above;
  }
  return folder;
}

/**
 * The folder of a module in the source tree, given its `import.meta.url`.
 *
 * Templates and words stay beside their sources and are not copied into dist/, so a compiled module finds them here:
 * `<root>/dist/libs/x/` becomes `<root>/libs/x/`; a module that was never compiled keeps its own folder.
 */
export function sourceFolderOf(moduleUrl: string): string {
  const root = rootFolderOf(moduleUrl);
  const inRoot = relative(root, dirname(fileURLToPath(moduleUrl))).split(sep);
  return join(root, ...(inRoot[0] === builtInto ? inRoot.slice(1) : inRoot));
}
