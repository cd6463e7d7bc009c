import { seeTranslations } from '#contracts/story-submission/addresses.js';
import { consentShown } from '#service-kit/stories/consent-beside.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { hidden, longText, text } from '#web/forms/text-fields.js';
import { langOf, nameOfLanguage } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { translateMedia } from '../../addresses.js';
import { languagesFor, translationLanguages, type TranslationLanguage } from '../../domain/translation/translation.js';
import { storySubmissionErrors } from '../../errors.js';
import type { StoryToTranslate } from '../../stories/story-to-translate.js';

export const translateForm = defineForm({
  language: choice({ options: translationLanguages, required: 'language-missing' }),
  title: text({ limit: { characters: 500, words: 'title-too-long' } }),
  narrative: longText({ required: 'narrative-missing' }),
  whySignificant: longText({ limit: { characters: 100_000, words: 'why-too-long' } }),
  /** What stood on the page: a teller may have corrected it since. */
  storyVersion: hidden({ required: 'narrative-missing' }),
});

/** The title stays neutral: the words of a teller are nobody's window title. */
export function translateStoryView(
  { document, text: read }: StoryToTranslate,
  hasMedia: boolean,
  into: TranslationLanguage,
  { nameOf, timeZone }: { readonly nameOf: (person: string) => string; readonly timeZone: string },
  state: FormState | undefined,
  words: Words,
) {
  const { language } = words;
  const { programme, period, reference } = document;
  const shown = read.kind === 'shown' ? read : undefined;
  const before = shown?.translations.find((each) => each.language === into)?.text;
  const filled =
    state ??
    translateForm.filled({
      language: into,
      title: before?.title ?? '',
      narrative: before?.narrative ?? '',
      whySignificant: before?.whySignificant ?? '',
      storyVersion: String(document.text.version),
    });
  const { errors, fields } = showForm(translateForm, filled, words, storySubmissionErrors);
  const lang = langOf(document.language);
  return {
    title: words('title'),
    backLink: seeTranslations.to({ language, programme, period }),
    errors,
    heading: words('heading', { reference }),
    explanation: words('explanation'),
    withheld: read.kind === 'withheld' ? words(`withheld-${read.because}`) : '',
    story:
      shown === undefined
        ? null
        : {
            heading: words('as-told'),
            lang,
            title: shown.story.title ?? '',
            paragraphs: paragraphsOf(shown.story.narrative),
            whyHeading: words('why-heading'),
            why: paragraphsOf(shown.story.whySignificant ?? ''),
            consent: consentShown(shown.consent, language),
          },
    media: hasMedia ? { text: words('media'), href: translateMedia.to({ language, story: document.id }) } : null,
    made:
      shown?.translations.map(({ language: of, by, at, isOld }) =>
        words(isOld ? 'made-old' : 'made', {
          language: nameOfLanguage[of],
          name: nameOf(by),
          date: writeDate(language, at, timeZone),
        }),
      ) ?? [],
    form:
      shown === undefined
        ? null
        : {
            version: String(document.text.version),
            language: macroParams({
              ...fields.language,
              fieldset: { legend: { text: words('into'), size: 's' } },
              items: languagesFor(document.language).map((each) => ({ value: each, text: nameOfLanguage[each] })),
            }),
            title: macroParams({ ...fields.title, label: { text: words('title-field'), classes: 'nhsuk-label--s' } }),
            narrative: macroParams({
              ...fields.narrative,
              label: { text: words('narrative'), classes: 'nhsuk-label--s' },
              rows: 14,
            }),
            why: macroParams({
              ...fields.whySignificant,
              label: { text: words('why'), classes: 'nhsuk-label--s' },
              rows: 6,
            }),
            send: words('send'),
          },
  };
}
