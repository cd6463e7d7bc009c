import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

/** For stories that are in no domain, and for putting one into none. */
export const noDomain = 'none';

export const domainsToSortInto = ({ domains }: ProgrammeDesign): readonly string[] => [
  ...domains.map(({ id }) => id),
  noDomain,
];

export const sortStoriesForm = (design: ProgrammeDesign, listed: readonly string[]) =>
  defineForm({
    stories: choices({ options: listed, required: 'stories-missing' }),
    into: choice({ options: domainsToSortInto(design), required: 'into-missing' }),
    why: longText({ limit: { characters: 2_000, words: 'why-too-long' } }),
  });
