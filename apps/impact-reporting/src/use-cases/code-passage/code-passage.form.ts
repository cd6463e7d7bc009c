import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { themesInUse } from '../code-story/code-story.command.js';
import type { StoryThemes } from '../code-story/see-story-themes.query.js';
import type { WordsFound } from './find-words.js';

/** Which of the places where the words were found. */
export const valueOf = ({ part, from, to }: WordsFound): string => [part, String(from), String(to)].join('.');

/** Where the words stand more than once it also asks which of them is meant. */
export const codePassageForm = (seen: StoryThemes, found: readonly WordsFound[] = []) =>
  defineForm({
    words: longText({ required: 'words-missing', limit: { characters: 10_000, words: 'words-too-long' } }),
    which: choice({ options: found.map(valueOf) }),
    themes: choices({ options: [...themesInUse(seen)], required: 'themes-missing' }),
  });
