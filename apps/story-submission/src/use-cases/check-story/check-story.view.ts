import { seeVerifications } from '#contracts/story-submission/addresses.js';
import { consentShown } from '#service-kit/stories/consent-beside.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { langOf } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { checkMedia } from '../../addresses.js';
import { findings } from '../../domain/verification/events.js';
import { storySubmissionErrors } from '../../errors.js';
import { agreementForm, askingForm, findingForm, handBackForm, type CheckForm } from './check-story.form.js';
import type { StoryBeingChecked } from './check-story.query.js';

export interface TypedInForm {
  readonly form: CheckForm;
  readonly state: FormState;
}

export function checkStoryView(seen: StoryBeingChecked, typed: TypedInForm | undefined, words: Words) {
  const { language } = words;
  const { story, verification, text, consent, notes } = seen;
  const { asking } = verification.check;
  const isOpen = verification.state === 'assigned';
  const heading = words('heading', { reference: story.reference });
  const stateOf = (form: CheckForm, empty: FormState): FormState => (typed?.form === form ? typed.state : empty);
  const finding = showForm(findingForm, stateOf('finding', findingForm.empty), words, storySubmissionErrors);
  const asks = showForm(askingForm, stateOf('asking', askingForm.empty), words, storySubmissionErrors);
  const agreement = showForm(agreementForm, stateOf('agreement', agreementForm.empty), words, storySubmissionErrors);
  const handBack = showForm(handBackForm, stateOf('hand-back', handBackForm.empty), words, storySubmissionErrors);
  const legend = (key: string) => ({ legend: { text: words(key), classes: 'nhsuk-fieldset__legend--s' } });
  return {
    title: heading,
    backLink: seeVerifications.to({ language }),
    errors: [finding, asks, agreement, handBack].flatMap(({ errors }) => errors),
    heading,
    rules: [words('rule-what'), words('rule-meaning'), words('rule-asking')],
    over: isOpen ? '' : words('over'),
    withheld: isOpen && text === null ? words('withheld') : '',
    story:
      text === null
        ? null
        : {
            read: words('read'),
            lang: langOf(story.language),
            notesHeading: words('content-notes'),
            notes: text.contentNotes,
            title: text.title ?? '',
            paragraphs: paragraphsOf(text.narrative),
            relation: text.collectorRole === null ? '' : words('relation', { relation: text.collectorRole }),
            consent: consentShown(consent, language),
          },
    media: seen.hasMedia ? { text: words('media'), href: checkMedia.to({ language, story: story.id }) } : null,
    asking: isOpen
      ? {
          heading: words('asking'),
          hint: words('asking-hint'),
          proposed: paragraphsOf(notes.asked ?? ''),
          answer:
            asking === null
              ? ''
              : words(asking.agrees === null ? 'asking-waits' : asking.agrees ? 'asking-yes' : 'asking-no'),
          asked: macroParams({ ...asks.fields.asked, label: { text: words('asked') }, rows: 4 }),
          send: words('asked-send'),
        }
      : null,
    agreement:
      isOpen && asking?.agrees === null
        ? {
            agrees: macroParams({
              ...agreement.fields.agrees,
              fieldset: legend('agrees'),
              hint: { text: words('agrees-hint') },
              items: (['yes', 'no'] as const).map((value) => ({ value, text: words(`agrees-${value}`) })),
            }),
            send: words('agrees-send'),
          }
        : null,
    finding: isOpen
      ? {
          heading: words('finding'),
          finding: macroParams({
            ...finding.fields.finding,
            fieldset: legend('finding-which'),
            items: findings.map((value) => ({
              value,
              text: words(`finding-${value}`),
              hint: { text: words(`finding-${value}-hint`) },
            })),
          }),
          note: macroParams({
            ...finding.fields.note,
            label: { text: words('note'), classes: 'nhsuk-label--s' },
            hint: { text: words('note-hint') },
            rows: 6,
          }),
          askedOthers:
            asking?.agrees === true
              ? macroParams({
                  ...finding.fields.askedOthers,
                  fieldset: legend('asked-others'),
                  items: [{ value: 'yes', text: words('asked-others-yes') }],
                })
              : null,
          send: words('send'),
        }
      : null,
    handBack: isOpen
      ? {
          heading: words('hand-back'),
          because: macroParams({
            ...handBack.fields.because,
            fieldset: legend('because'),
            items: (['involved', 'cannot'] as const).map((value) => ({ value, text: words(`because-${value}`) })),
          }),
          send: words('hand-back-send'),
        }
      : null,
  };
}
