import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, isAbsolute, join } from 'node:path';

import nunjucks from 'nunjucks';

import { sourceFolderOf } from '../source-folder.js';
import { unboundNames } from './template-names.js';

/** A page's template: its absolute path, known to exist. */
export interface PageTemplate {
  readonly path: string;
}

const webFolder = join(sourceFolderOf(import.meta.url), '..');
const nhsukFolder = join(dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')), 'dist');

/**
 * Finds a page's template by its absolute path, `./part.njk` beside the template that asks, `layouts/` and
 * `components/` in libs/web, and `nhsuk/` in nhsuk-frontend.
 */
class TemplateLoader extends nunjucks.Loader implements nunjucks.ILoader {
  getSource(name: string): nunjucks.LoaderSource {
    const path = isAbsolute(name) ? name : join(name.startsWith('nhsuk/') ? nhsukFolder : webFolder, name);
    return { src: readFileSync(path, 'utf8'), path, noCache: false };
  }
}

export const templates = new nunjucks.Environment(new TemplateLoader(), { autoescape: true });

/** The template beside the module that asks. Throws at load when it is missing. */
export function pageTemplate(moduleUrl: string, fileName: string): PageTemplate {
  const path = join(sourceFolderOf(moduleUrl), fileName);
  if (!existsSync(path)) throw new Error(`There is no template ${path}`);
  return { path };
}

const known = new Set<string>();

/**
 * Throws where a template uses a name that nothing gives it. Asked when a page is first shown: to read all of them at load
 * took a twelfth of a cold start.
 */
export function refuseUnboundNames({ path }: PageTemplate): void {
  if (known.has(path)) return;
  const unknown = unboundNames(readFileSync(path, 'utf8'));
  if (unknown.length > 0) {
    throw new Error(
      `${basename(path)} uses ${unknown.join(', ')}: a template knows only view, page and what it binds itself`,
    );
  }
  known.add(path);
}
