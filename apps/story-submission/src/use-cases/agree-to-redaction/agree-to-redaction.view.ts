import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { langOf } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeYourStory } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { textShown } from '../../stories/text-shown.js';
import type { RedactionOfTeller } from './redaction-of-teller.js';

export const otherWordsForm = defineForm({
  title: text({ limit: { characters: 500, words: 'title-too-long' } }),
  narrative: longText({ required: 'narrative-missing' }),
  whySignificant: longText({ limit: { characters: 100_000, words: 'why-too-long' } }),
});

export function agreeToRedactionView(
  { document, open }: RedactionOfTeller,
  state: FormState | undefined,
  words: Words,
) {
  const { language } = words;
  const proposed = open?.proposed;
  const filled =
    state ??
    otherWordsForm.filled({
      title: proposed?.title ?? '',
      narrative: proposed?.narrative ?? '',
      whySignificant: proposed?.whySignificant ?? '',
    });
  const { errors, fields } = showForm(otherWordsForm, filled, words, storySubmissionErrors);
  const isYours = open?.liesWith === 'teller';
  return {
    title: words('page-title'),
    backLink: seeYourStory.to({ language }),
    errors,
    heading: words('heading'),
    paragraphs: open === null ? [words('nothing')] : isYours ? [words('why-asked'), words('until')] : [words('waits')],
    lang: langOf(document.language),
    told: open === null ? null : { heading: words('as-told'), text: textShown(open.told, words) },
    proposed:
      open === null
        ? null
        : { heading: words(isYours ? 'as-proposed' : 'your-words'), text: textShown(open.proposed, words) },
    answer:
      open === null || !isYours
        ? null
        : {
            redaction: open.redaction,
            agree: words('agree'),
            otherHeading: words('other'),
            otherHint: words('other-hint'),
            title: macroParams({ ...fields.title, label: { text: words('title'), classes: 'nhsuk-label--s' } }),
            narrative: macroParams({
              ...fields.narrative,
              label: { text: words('narrative'), classes: 'nhsuk-label--s' },
              rows: 12,
            }),
            why: macroParams({
              ...fields.whySignificant,
              label: { text: words('why-field'), classes: 'nhsuk-label--s' },
              rows: 6,
            }),
            send: words('send'),
          },
  };
}
