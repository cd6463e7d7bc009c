import { join } from 'node:path';

import type { Language } from '#web/language.js';
import { templates } from '#web/rendering/templates.js';
import { sourceFolderOf } from '#web/source-folder.js';
import type { WordsInBoth, WordValues } from '#web/words/words.js';

/** A letter by the keys of its words: `subject`, then paragraphs, an address of this installation, more paragraphs. */
export interface Letter {
  readonly words: WordsInBoth;
  readonly language: Language;
  readonly paragraphs: readonly string[];
  readonly values?: WordValues;
  /** Path of the page it leads to, `/en/...`: written out whole, so that people see where they go. */
  readonly path?: string;
  readonly after?: readonly string[];
}

export interface WrittenLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const template = join(sourceFolderOf(import.meta.url), 'letter.njk');

/** Plain text, and the same in HTML with everything escaped. */
export function writeLetter(letter: Letter, origin: string): WrittenLetter {
  const { words, language, values = {}, path } = letter;
  const say = (key: string): string => words[language](key, values);
  const subject = oneLine(say('subject'));
  const paragraphs = letter.paragraphs.map(say);
  const after = (letter.after ?? []).map(say);
  const address = path === undefined ? undefined : new URL(path, origin).href;
  return {
    subject,
    text: `${[...paragraphs, ...(address === undefined ? [] : [address]), ...after].join('\n\n')}\n`,
    html: templates.render(template, { language, subject, paragraphs, address, after }),
  };
}

/** A line break would begin another header. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
