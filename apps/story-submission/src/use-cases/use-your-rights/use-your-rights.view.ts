import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import {
  correctStory,
  leaveOutReaders,
  narrowConsent,
  seeYourReaders,
  seeYourStory,
  useYourRight,
  useYourRights,
  withdrawStory,
} from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import type { RequestSeen } from '../see-your-data/requests-of-story.js';
import type { YourStory } from '../see-your-story/your-story.query.js';

/** Those with a page of their own here; narrowing, leaving out, correcting and taking back have theirs elsewhere. */
export const pagesOfRights = ['pause', 'resume', 'erase-story', 'object', 'complain'] as const;
export type RightWithPage = (typeof pagesOfRights)[number];

const longestWords = 20_000;

export const wordsForm = defineForm({
  words: longText({ required: 'words-missing', limit: { characters: longestWords, words: 'words-too-long' } }),
});

export function useYourRightsView(state: YourStory['state'], requests: readonly RequestSeen[], words: Words) {
  const { language } = words;
  const isActive = state === 'active';
  const isKept = isActive || state === 'frozen';
  const offered = [
    { key: 'readers', href: seeYourReaders.to({ language }), isOffered: true },
    { key: 'correct', href: correctStory.to({ language }), isOffered: isKept },
    { key: 'narrow', href: narrowConsent.to({ language }), isOffered: isActive },
    { key: 'leave-out', href: leaveOutReaders.to({ language }), isOffered: isActive },
    { key: 'pause', href: useYourRight.to({ language, right: 'pause' }), isOffered: isActive },
    { key: 'resume', href: useYourRight.to({ language, right: 'resume' }), isOffered: state === 'frozen' },
    { key: 'withdraw', href: withdrawStory.to({ language }), isOffered: isKept },
    { key: 'erase-story', href: useYourRight.to({ language, right: 'erase-story' }), isOffered: state !== 'erased' },
    { key: 'object', href: useYourRight.to({ language, right: 'object' }), isOffered: isKept },
    { key: 'complain', href: useYourRight.to({ language, right: 'complain' }), isOffered: true },
  ];
  return {
    title: words('title'),
    backLink: seeYourStory.to({ language }),
    heading: words('heading'),
    lead: words('lead'),
    see: { text: words('see-text'), send: words('see') },
    rights: offered
      .filter(({ isOffered }) => isOffered)
      .map(({ key, href }) => ({ href, link: words(key), text: words(`${key}-short`) })),
    asked: {
      heading: words('asked'),
      empty: words('asked-nothing'),
      caption: words('asked-caption'),
      head: ['asked-what', 'asked-when', 'asked-state', 'asked-answer'].map((key) => words(key)),
      rows: requests.map(({ right, receivedOn, dueOn, outcome, closedOn, because, answer }) => [
        words(`right-${right}`),
        writeDate(language, receivedOn),
        words(`asked-${outcome ?? 'open'}`, { date: writeDate(language, closedOn ?? dueOn) }),
        answer ?? because ?? '',
      ]),
    },
    elsewhere: words('elsewhere'),
  };
}

export function useYourRightView(right: RightWithPage, state: FormState, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(wordsForm, state, words, storySubmissionErrors);
  const takesWords = right === 'object' || right === 'complain';
  return {
    title: words('title'),
    backLink: useYourRights.to({ language }),
    errors,
    heading: words(`${right}-heading`),
    items: [
      ...[1, 2, 3].map((number) => words(`${right}-${String(number)}`)),
      ...(right === 'erase-story' ? [words('erase-story-concern'), words('erase-story-law')] : []),
    ],
    words: takesWords
      ? macroParams({
          ...fields.words,
          label: { text: words(`${right}-words`), classes: 'nhsuk-label--m' },
          hint: { text: words('words-hint') },
          rows: 6,
        })
      : null,
    send: words(`${right}-send`),
    isForGood: right === 'erase-story',
    instead: { text: words('instead'), href: useYourRights.to({ language }) },
  };
}
