import { defineForm } from '#web/forms/form.js';
import { hidden, longText } from '#web/forms/text-fields.js';

import type { Passage } from '../../domain/redaction/passages.js';

export const redactForm = defineForm({
  passages: longText({ required: 'passages-missing', limit: { characters: 20_000, words: 'passages-too-long' } }),
  /** What stood on the page: a teller may have corrected it since. */
  storyVersion: hidden({ required: 'passages-missing' }),
});

/** What is read in the place of whom a story names, where nothing else is said. */
export const somebody = (language: string): string => (language === 'cy' ? '[rhywun]' : '[somebody]');

/** One a line: `Ann Roberts`, or `Ann Roberts = my nurse`. */
export const passagesTyped = (typed: string, language: string): readonly Passage[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf('=');
      if (at < 0) return { passage: line, instead: somebody(language) };
      const instead = line.slice(at + 1).trim();
      return { passage: line.slice(0, at).trim(), instead: instead === '' ? somebody(language) : instead };
    });
