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
  takePartBack,
  useYourRight,
  useYourRights,
  withdrawStory,
  yourPart,
} from '../../addresses.js';
import type { Contributor } from '../../domain/story/together.js';
import { storySubmissionErrors } from '../../errors.js';
import { requestWords } from '../../rights/request-said.js';
import type { RequestSeen } from '../../rights/requests-of-story.js';
import { ownPage, type WhoAsks } from '../../rights/who-asks.js';

/** Those with a page of their own here; narrowing, leaving out, correcting and taking back have theirs elsewhere. */
export const pagesOfRights = ['pause', 'resume', 'erase-story', 'erase-person', 'object', 'complain'] as const;
export type RightWithPage = (typeof pagesOfRights)[number];

const longestWords = 20_000;

export const wordsForm = defineForm({
  words: longText({ required: 'words-missing', limit: { characters: longestWords, words: 'words-too-long' } }),
});

interface Offered {
  readonly key: string;
  readonly href: string;
  readonly isOffered: boolean;
}

function offeredToTeller(state: WhoAsks['state'], language: 'en' | 'cy'): readonly Offered[] {
  const isActive = state === 'active';
  const isKept = isActive || state === 'frozen';
  return [
    { key: 'readers', href: seeYourReaders.to({ language }), isOffered: true },
    { key: 'correct', href: correctStory.to({ language }), isOffered: isKept },
    { key: 'narrow', href: narrowConsent.to({ language }), isOffered: isKept },
    { key: 'leave-out', href: leaveOutReaders.to({ language }), isOffered: isKept },
    { key: 'pause', href: useYourRight.to({ language, right: 'pause' }), isOffered: isActive },
    { key: 'resume', href: useYourRight.to({ language, right: 'resume' }), isOffered: state === 'frozen' },
    { key: 'withdraw', href: withdrawStory.to({ language }), isOffered: isKept },
    { key: 'erase-story', href: useYourRight.to({ language, right: 'erase-story' }), isOffered: state !== 'erased' },
    { key: 'object', href: useYourRight.to({ language, right: 'object' }), isOffered: isKept },
    { key: 'complain', href: useYourRight.to({ language, right: 'complain' }), isOffered: true },
  ];
}

/** What one of several can do alone: what is everybody’s is not ended by one. */
function offeredToOne(
  { state, you }: Pick<WhoAsks, 'state'> & { readonly you: Contributor },
  language: 'en' | 'cy',
): readonly Offered[] {
  const isIn = (state === 'active' || state === 'frozen') && you.tookBackAt === null;
  const isErased = you.isErased || state === 'erased';
  return [
    { key: 'readers', href: seeYourReaders.to({ language }), isOffered: isIn },
    { key: 'part-answer', href: yourPart.to({ language }), isOffered: isIn },
    { key: 'pause', href: useYourRight.to({ language, right: 'pause' }), isOffered: isIn && you.answer !== null },
    { key: 'part-withdraw', href: takePartBack.to({ language }), isOffered: isIn },
    { key: 'erase-person', href: useYourRight.to({ language, right: 'erase-person' }), isOffered: !isErased },
    { key: 'object', href: useYourRight.to({ language, right: 'object' }), isOffered: isIn },
    { key: 'complain', href: useYourRight.to({ language, right: 'complain' }), isOffered: true },
  ];
}

export function useYourRightsView({ state, you }: WhoAsks, requests: readonly RequestSeen[], words: Words) {
  const { language } = words;
  const offered = you === undefined ? offeredToTeller(state, language) : offeredToOne({ state, you }, language);
  return {
    title: words('title'),
    backLink: ownPage({ you }, language),
    heading: words(you === undefined ? 'heading' : 'part-heading'),
    lead: words('lead'),
    see: { text: words('see-text'), send: words('see') },
    rights: offered
      .filter(({ isOffered }) => isOffered)
      .map(({ key, href }) => ({ href, link: words(key), text: words(`${key}-short`) })),
    asked: {
      heading: words('asked'),
      empty: words('asked-nothing'),
      table:
        requests.length === 0
          ? null
          : macroParams({
              caption: words('asked-caption'),
              captionClasses: 'nhsuk-u-visually-hidden',
              responsive: true,
              head: ['asked-what', 'asked-when', 'asked-state', 'asked-answer'].map((key) => ({ text: words(key) })),
              rows: requests.map((request) => rowOf(request, you !== undefined, words)),
            }),
    },
    elsewhere: words('elsewhere'),
  };
}

function rowOf(
  { right, receivedOn, dueOn, outcome, closedOn, because, answer }: RequestSeen,
  isOneOfSeveral: boolean,
  words: Words,
) {
  const { language } = words;
  return [
    right === 'erase-person' && isOneOfSeveral
      ? words('part-right-erase-person')
      : requestWords[language](`right-${right}`),
    writeDate(language, receivedOn),
    words(`asked-${outcome ?? 'open'}`, { date: writeDate(language, closedOn ?? dueOn) }),
    answer ?? because ?? words(outcome === null ? 'told-nothing-yet' : 'told-nothing-more'),
  ].map((text) => ({ text }));
}

export function useYourRightView({ you }: Pick<WhoAsks, 'you'>, right: RightWithPage, state: FormState, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(wordsForm, state, words, storySubmissionErrors);
  const takesWords = right === 'object' || right === 'complain';
  return {
    title: words('title'),
    backLink: useYourRights.to({ language }),
    errors,
    heading: words(`${right}-heading`),
    items: itemsOf(right, you !== undefined).map((key) => words(key)),
    words: takesWords
      ? macroParams({
          ...fields.words,
          label: { text: words(`${right}-words`), classes: 'nhsuk-label--m' },
          hint: { text: words('words-hint') },
          rows: 6,
        })
      : null,
    send: words(`${right}-send`),
    isForGood: right === 'erase-story' || right === 'erase-person',
    instead: { text: words('instead'), href: useYourRights.to({ language }) },
  };
}

/** What somebody is told before they press: of one of several, going on is an answer of theirs. */
function itemsOf(right: RightWithPage, isOneOfSeveral: boolean): readonly string[] {
  const all = [1, 2, 3].map((number) => `${right}-${String(number)}`);
  switch (right) {
    case 'erase-story':
      return [...all, 'erase-story-concern', 'erase-story-law'];
    case 'erase-person':
      return [...all, 'erase-story-3', 'erase-story-law'];
    case 'pause':
      return isOneOfSeveral ? ['pause-1', 'part-pause-2', 'pause-3'] : all;
    case 'object':
      return isOneOfSeveral ? ['object-1', 'part-pause-2', 'object-2', 'object-3'] : all;
    default:
      return all;
  }
}
