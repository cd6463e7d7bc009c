import type { FormState } from '#web/forms/form.js';
import { defineForm } from '#web/forms/form.js';
import { choice } from '#web/forms/choice-fields.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { inOtherLanguage, langOf } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeNumber } from '#web/written.js';

import { kindsTaken, longestWords, megabyte } from '../../domain/media/media.js';
import { storySubmissionErrors } from '../../errors.js';
import { isMediaReader, type MediaSight, type MediumSeen } from '../../media/media-seen.js';

const limit = { characters: longestWords, words: 'words-too-long' };

/** `file` holds no text: what came with the form stands in its place. */
export const addMediumForm = defineForm({ file: longText(), words: longText({ limit }) });
export const wordsForm = defineForm({ words: longText({ required: 'words-missing', limit }) });
export const sharingForm = defineForm({ isShared: choice({ options: ['yes', 'no'], required: 'sharing-missing' }) });

/** Where the pages of a story’s media lie for whoever looks at them. */
export interface MediaPlace {
  readonly list: string;
  readonly backLink: string;
  /** The teller’s alone. */
  readonly sharing?: string;
  /** While the story is written: where they go on, and where they stop for now. */
  readonly journey?: { readonly goOn: string; readonly pause: string };
  readonly of: (medium: string) => {
    readonly file: string;
    /** For whoever may change it. */
    readonly words?: string;
    readonly takeAway?: string;
    readonly lookAt?: string;
  };
}

export interface MediaShown {
  readonly sight: MediaSight;
  readonly seen: readonly MediumSeen[];
  readonly place: MediaPlace;
  readonly adding?: FormState;
  readonly sharing?: FormState;
}

export function mediaView({ sight, seen, place, adding, sharing }: MediaShown, words: Words) {
  const add = addingOf(sight, place.list, adding ?? addMediumForm.empty, words);
  const share = sharingOf(sight, place, sharing, words);
  // A panel is shown what is for it; of the rest it is told that there is more. So are others who only read.
  const isReader = isMediaReader(sight.as);
  const shown = isReader ? seen.filter(({ because }) => because === undefined) : seen;
  return {
    title: words('title'),
    backLink: place.backLink,
    // With what was typed, and the file that was chosen: of a link neither would come along.
    switchTo: add === null ? '' : inOtherLanguage(place.list),
    errors: [...(add?.errors ?? []), ...(share?.errors ?? [])],
    heading: words('heading'),
    // It has none before it is sent.
    reference: place.journey === undefined ? words('reference', { reference: sight.document.reference }) : '',
    paragraphs: [
      words(`explanation-${isReader ? 'panel' : sight.as}`),
      ...(place.journey === undefined ? [] : [words('explanation-journey')]),
    ],
    journey:
      place.journey === undefined
        ? null
        : {
            goOn: { text: words('go-on'), href: place.journey.goOn },
            pause: { text: words('pause'), href: place.journey.pause },
          },
    media: shown.map((each, at) => mediumShown(each, at + 1, sight, place, words)),
    empty: shown.length === 0 ? words(`empty-${isReader && sight.as !== 'panel' ? 'reader' : sight.as}`) : '',
    more: isReader ? moreThereIs(seen, words) : [],
    add: add?.shown ?? null,
    cannotAdd:
      sight.mayChange && add === null ? words(sight.rules === undefined ? 'takes-nothing' : 'takes-no-more') : '',
    share: share?.shown ?? null,
    isShared: sight.as === 'staff' ? words(sight.isShared ? 'staff-shared' : 'staff-not-shared') : '',
  };
}

function mediumShown(seen: MediumSeen, number: number, sight: MediaSight, place: MediaPlace, words: Words) {
  const { medium, words: said, because } = seen;
  const { kind } = medium;
  const at = place.of(medium.medium);
  const name = words(`kind-${kind}`, { number });
  const { language } = sight.document;
  const isOpen = because === undefined;
  return {
    heading: name,
    kind,
    isOpen,
    file: at.file,
    // Long words stand below it in full.
    alt: said === null ? words('no-words-alt') : said.length > 250 ? words('words-below-alt') : said,
    open: words(`open-${kind}`, {
      name,
      size: writeNumber(words.language, Math.max(0.1, Math.round((10 * medium.bytes) / megabyte) / 10)),
    }),
    wordsHeading: words(kind === 'audio' || kind === 'video' ? 'transcript' : 'in-words'),
    lang: langOf(language),
    words: paragraphsOf(said ?? ''),
    state: isOpen ? stateOf(seen, sight, words) : words(`withheld-${because}`),
    links:
      sight.mayChange && at.words !== undefined && at.takeAway !== undefined
        ? [
            { text: words(medium.words === null ? 'put-in-words' : 'change-words', { name }), href: at.words },
            { text: words('take-away', { name }), href: at.takeAway },
          ]
        : [],
    lookAt:
      sight.mayClear && isOpen && medium.words !== null && !medium.isCleared && at.lookAt !== undefined
        ? { href: at.lookAt, text: words('look-at', { name }), version: String(sight.version) }
        : null,
  };
}

function stateOf({ medium }: MediumSeen, { as, isShared }: MediaSight, words: Words): string {
  if (isMediaReader(as)) return '';
  if (medium.words === null) return words('without-words');
  if (!medium.isCleared) return words('not-looked-at');
  return words(isShared ? 'for-panels' : 'for-no-panel');
}

/** Why there is more than a panel sees, once for each reason. */
const moreThereIs = (seen: readonly MediumSeen[], words: Words): readonly string[] =>
  (['without-words', 'not-looked-at'] as const).flatMap((reason) => {
    const number = seen.filter(({ because }) => because === reason).length;
    return number === 0 ? [] : [words(`more-${reason}`, { n: number })];
  });

function addingOf({ mayChange, rules, media, as }: MediaSight, href: string, state: FormState, words: Words) {
  if (!mayChange || rules === undefined) return null;
  const kinds = kindsTaken(rules);
  if (kinds.length === 0 || media.media.length >= rules.most) return null;
  const { errors, fields } = showForm(addMediumForm, state, words, storySubmissionErrors);
  const error = fields.file.errorMessage;
  return {
    errors,
    shown: {
      href,
      heading: words('add'),
      file: {
        label: words('file'),
        hint: words('file-hint'),
        takes: kinds.map((kind) => words(`takes-${kind}`, { n: rules.largest[kind] ?? 0 })),
        error: error?.text ?? '',
        errorPrefix: error?.visuallyHiddenText ?? '',
      },
      cleaned: words('cleaned'),
      words: macroParams({
        ...fields.words,
        label: { text: words('words'), classes: 'nhsuk-label--s' },
        hint: { text: words('words-hint') },
        rows: 5,
      }),
      identifies: words(as === 'teller' ? 'others-teller' : 'others-staff'),
      send: words('send'),
    },
  };
}

function sharingOf(
  { isShared, media, mayChange }: MediaSight,
  { sharing: address }: MediaPlace,
  state: FormState | undefined,
  words: Words,
) {
  if (address === undefined || !mayChange || media.media.length === 0) return null;
  const { errors, fields } = showForm(
    sharingForm,
    state ?? sharingForm.filled({ isShared: isShared ? 'yes' : 'no' }),
    words,
    storySubmissionErrors,
  );
  return {
    errors,
    shown: {
      href: address,
      radios: macroParams({
        ...fields.isShared,
        fieldset: { legend: { text: words('share'), classes: 'nhsuk-fieldset__legend--m' } },
        hint: { text: words('share-hint') },
        items: (['yes', 'no'] as const).map((value) => ({ value, text: words(`share-${value}`) })),
      }),
      send: words('share-send'),
    },
  };
}

export function wordsView(
  { sight, place }: MediaShown,
  { medium, words: said }: MediumSeen,
  state: FormState | undefined,
  words: Words,
) {
  const { kind } = medium;
  const href = place.of(medium.medium).words ?? place.list;
  const shown = state ?? wordsForm.filled({ words: said ?? '' });
  const { errors, fields } = showForm(wordsForm, shown, words, storySubmissionErrors);
  return {
    title: words('words-title'),
    backLink: place.list,
    href,
    errors,
    heading: words('words-heading'),
    paragraphs: [
      words(`how-${kind === 'audio' || kind === 'video' ? 'heard' : 'seen'}`),
      ...(medium.isCleared ? [words('looked-at-again')] : []),
    ],
    version: String(sight.version),
    words: macroParams({ ...fields.words, label: { text: words('words'), classes: 'nhsuk-label--m' }, rows: 10 }),
    send: words('words-send'),
  };
}

export const takeAwayView = ({ sight, place }: MediaShown, words: Words) => ({
  title: words('take-away-title'),
  backLink: place.list,
  heading: words('take-away-heading'),
  paragraphs: [words('take-away-explanation')],
  version: String(sight.version),
  send: words('take-away-send'),
  instead: { text: words('keep'), href: place.list },
});
