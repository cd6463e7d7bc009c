import type { StoryText } from '#contracts/shared/story-text.js';

import { harmless } from '#contracts/shared/harmless-text.js';

/** Without characters that cannot be seen; `madeHarmless`: the fields they were taken out of. */
export function cleaned(text: StoryText): { readonly clean: StoryText; readonly madeHarmless: readonly string[] } {
  const madeHarmless: string[] = [];
  const clean = (field: string, value: string): string => {
    const result = harmless(value);
    if (result?.hasLostCharacters === true) madeHarmless.push(field);
    return result?.text ?? value;
  };
  const maybe = (field: keyof StoryText, value: string | null): string | null =>
    value === null ? null : clean(field, value);
  return {
    clean: {
      ...text,
      title: maybe('title', text.title),
      narrative: clean('narrative', text.narrative),
      whySignificant: maybe('whySignificant', text.whySignificant),
      place: maybe('place', text.place),
      recommendation: maybe('recommendation', text.recommendation),
      ...(text.extra === undefined
        ? {}
        : {
            extra: text.extra.map((answer) =>
              answer.kind === 'text' ? { ...answer, text: clean(`extra.${answer.question}`, answer.text) } : answer,
            ),
          }),
    },
    madeHarmless,
  };
}
