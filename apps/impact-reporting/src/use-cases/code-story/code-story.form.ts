import { choices, type ChoicesParams } from '#web/forms/choice-fields.js';
import type { Field } from '#web/forms/field.js';
import { defineForm } from '#web/forms/form.js';

import type { Codes } from '../../domain/coding/coding.js';
import type { StoryThemes } from './see-story-themes.query.js';

const nameOf = (at: number): string => `reason-${String(at + 1)}`;

/** One list of boxes for the whole story, and one for each reason that may be read. */
export function codeStoryForm(seen: StoryThemes) {
  const offered = (before: readonly string[]): readonly string[] =>
    seen.framework.themes.filter(({ id, isRetired }) => !isRetired || before.includes(id)).map(({ id }) => id);
  const before = (reason: string): readonly string[] =>
    seen.coding?.reasons.find((each) => each.reason === reason)?.themes ?? [];
  const themes = choices({ options: offered(seen.coding?.themes ?? []) });
  const ofReasons: Readonly<Record<string, Field<readonly string[], ChoicesParams>>> = Object.fromEntries(
    seen.reasons.map(({ reason }, at) => [nameOf(at), choices({ options: offered(before(reason)) })]),
  );
  const form = defineForm({ themes, ...ofReasons });
  return {
    form,
    nameOf,
    filled: () =>
      form.filled({
        themes: seen.coding?.themes ?? [],
        ...Object.fromEntries(seen.reasons.map(({ reason }, at) => [nameOf(at), before(reason)])),
      }),
    codes: (values: Readonly<Record<string, unknown>>): Codes => ({
      themes: textsOf(values['themes']),
      reasons: seen.reasons.map(({ reason }, at) => ({ reason, themes: textsOf(values[nameOf(at)]) })),
    }),
  };
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
