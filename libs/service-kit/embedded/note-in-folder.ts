import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { noteFile, noteFrom, type MoveNote } from '../moving/move-note.js';

/** What a move wrote down in a data folder. */
export function noteIn(folder: string): MoveNote | undefined {
  const file = join(folder, noteFile);
  return existsSync(file) ? noteFrom(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
