import { raiseConcernPage, storiesToRead, storyMedia } from '#contracts/story-submission/addresses.js';
import { consentShown } from '#service-kit/stories/consent-beside.js';
import { extraShown } from '#service-kit/stories/extra-said.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { langOf } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeDateAndTime, writeList } from '#web/written.js';

import { contributorsPage, creditsPage, redactStory } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { readStoryFirstForm } from './read-story-first.form.js';
import type { StoryToRead } from '../../stories/stories-to-read.js';

/** The title stays neutral: the words of a teller are nobody's window title. */
export function readStoryFirstView(
  { document, design, mayWorry, saysNobodyRecognisable, text }: StoryToRead,
  state: FormState | undefined,
  words: Words,
) {
  const { language } = words;
  const version = String(document.text.version);
  const { errors, fields } = showForm(
    readStoryFirstForm,
    state ?? readStoryFirstForm.empty,
    words,
    storySubmissionErrors,
  );
  const { safeguarding } = design;
  return {
    title: words('title'),
    backLink: storiesToRead.to({ language, programme: document.programme }),
    errors,
    heading: words('heading', { reference: document.reference }),
    told: words('told', { date: writeDate(language, document.toldOn) }),
    state: words(`state-${document.moderation}`),
    waits: [
      ...(document.waitsUntil === null
        ? []
        : [words('waits', { date: writeDateAndTime(language, new Date(document.waitsUntil), design.timezone) })]),
      ...(document.heldFor.length === 0 ? [] : [words('held-for-concern')]),
    ],
    withheld: text.kind === 'withheld' ? words(`withheld-${text.because}`) : '',
    lang: langOf(document.language),
    story:
      text.kind === 'withheld'
        ? null
        : {
            notes: text.story.contentNotes,
            notesHeading: words('content-notes'),
            title: text.story.title ?? words('untitled'),
            paragraphs: paragraphsOf(text.story.narrative),
            whyHeading: words('why-it-matters'),
            why: paragraphsOf(text.story.whySignificant ?? ''),
            extra: extraShown(text.story, language),
            consent: consentShown(text.consent, language),
          },
    mayWorry:
      mayWorry.length === 0
        ? null
        : { text: words('may-worry', { words: writeList(language, mayWorry) }), only: words('may-worry-only') },
    danger: words('danger'),
    dangerHours:
      safeguarding === undefined ? words('nobody-named') : words('hours', { hours: safeguarding.hours[language] }),
    concern: { text: words('raise-concern'), href: raiseConcernPage.to({ language, story: document.id }) },
    redact: { text: words('redact'), href: redactStory.to({ language, story: document.id }) },
    version,
    answer: macroParams({
      ...fields.answer,
      fieldset: { legend: { text: words('answer'), size: 'm' } },
      hint: { text: words('answer-hint') },
      items: ['clear', 'hold-back'].map((value) => ({ value, text: words(`answer-${value}`) })),
    }),
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 3 }),
    nobodyRecognised: saysNobodyRecognisable
      ? macroParams({
          ...fields.nobodyRecognised,
          fieldset: { legend: { text: words('nobody-recognised'), size: 's' } },
          hint: { text: words('nobody-recognised-hint') },
          items: [{ value: 'yes', text: words('nobody-recognised-yes') }],
        })
      : null,
    more: [
      { text: words('media'), href: storyMedia.to({ language, story: document.id }) },
      { text: words('credits'), href: creditsPage.to({ language, story: document.id }) },
      ...(document.route === 'group' || document.route === 'staff'
        ? [{ text: words('contributors'), href: contributorsPage.to({ language, story: document.id }) }]
        : []),
    ],
    send: words('send'),
  };
}
