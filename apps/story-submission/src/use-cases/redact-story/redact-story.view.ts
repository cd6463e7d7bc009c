import { consentShown } from '#service-kit/stories/consent-beside.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { langOf } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { readStoryFirst } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { redactForm } from './redact-story.form.js';
import type { StoryToRedact } from './story-to-redact.js';
import { textShown } from '../../stories/text-shown.js';

/** The title stays neutral: the words of a teller are nobody's window title. */
export function redactStoryView(found: StoryToRedact, state: FormState | undefined, words: Words) {
  const { language } = words;
  const { document, design, text } = found.read;
  const { errors, fields } = showForm(redactForm, state ?? redactForm.empty, words, storySubmissionErrors);
  const lang = langOf(document.language);
  const open = found.known?.open ?? null;
  return {
    title: words('title'),
    backLink: readStoryFirst.to({ language, story: document.id }),
    errors,
    heading: words('heading', { reference: document.reference }),
    explanation: words('explanation'),
    withheld: text.kind === 'withheld' ? words('withheld') : '',
    reached: words(`reached-${found.reached}`),
    lang,
    open:
      open === null || found.proposed === null
        ? null
        : {
            state: words(`lies-with-${open.liesWith}`),
            redaction: open.redaction,
            heading: words(open.liesWith === 'teller' ? 'as-proposed' : 'as-the-teller-would'),
            text: textShown(found.proposed, words),
            accept: open.liesWith === 'moderator' ? words('accept') : '',
            takeBack: words('take-back'),
          },
    told:
      text.kind === 'withheld'
        ? null
        : {
            heading: words('as-told'),
            text: textShown(text.story, words),
            consent: consentShown(text.consent, language),
          },
    originals: found.originals.map(({ storyVersion, at, text: original }) => ({
      heading: words('original', { version: storyVersion - 1, date: writeDate(language, at, design.timezone) }),
      text: textShown(original, words),
    })),
    mark:
      text.kind === 'withheld'
        ? null
        : {
            heading: words(open === null ? 'mark' : 'mark-again'),
            version: String(document.text.version),
            passages: macroParams({
              ...fields.passages,
              label: { text: words('passages'), classes: 'nhsuk-label--s' },
              hint: { text: words('passages-hint') },
              rows: 6,
            }),
            send: words('send'),
          },
  };
}
