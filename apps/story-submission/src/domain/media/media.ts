import { type Decider, type Decision, never, type DomainEvent } from '#contracts/shared/decider.js';
import type { Consent } from '#contracts/shared/consent.js';
import { type MediaDesign, type MediumKind } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Sealed, TextClass } from '#contracts/shared/sealed.js';

export type MediumAdded = DomainEvent<
  'MediumAdded',
  {
    readonly story: string;
    readonly programme: string;
    readonly medium: string;
    readonly kind: MediumKind;
    /** As found in its bytes: `image/jpeg`. */
    readonly format: string;
    readonly bytes: number;
    readonly by: 'teller' | 'staff';
    readonly scan: 'clean' | 'not-scanned';
    /** The draft that it was added to; absent: the story was told before. */
    readonly draft?: string;
  }
>;
/** A transcript, or what is to be seen on it, sealed with it. Another takes its place. */
export type MediumPutInWords = DomainEvent<'MediumPutInWords', { readonly medium: string; readonly words: Sealed }>;
/** A trained person has looked at it, with these words: panels may have it. */
export type MediumCleared = DomainEvent<'MediumCleared', { readonly medium: string }>;
export type MediumTakenAway = DomainEvent<'MediumTakenAway', { readonly medium: string }>;
/** The teller’s own answer, told that a voice or a face shows who somebody is. */
export type MediaSharingChosen = DomainEvent<
  'MediaSharingChosen',
  { readonly story: string; readonly programme: string; readonly isShared: boolean; readonly consent: Consent }
>;

export type MediaEvent = MediumAdded | MediumPutInWords | MediumCleared | MediumTakenAway | MediaSharingChosen;

export const mediaEventTypes = {
  MediumAdded: { version: 1 },
  MediumPutInWords: { version: 1 },
  MediumCleared: { version: 1 },
  MediumTakenAway: { version: 1 },
  MediaSharingChosen: { version: 1 },
} as const satisfies Record<MediaEvent['type'], { version: number }>;

export const isMediaEvent = (event: DomainEvent): event is MediaEvent => event.type in mediaEventTypes;

export const mediaStream = (story: string): string => `media/${story}`;

/** Of the story’s keys: each medium has one to itself, which opens its words too. */
export const classOfMedium = (medium: string): TextClass => `medium:${medium}`;
export const classOfWords = (medium: string): TextClass => `medium:${medium}/words`;

/** As they are sealed. */
export interface MediumWords {
  readonly text: string;
}

export interface Medium {
  readonly medium: string;
  readonly kind: MediumKind;
  readonly format: string;
  readonly bytes: number;
  readonly by: 'teller' | 'staff';
  /** Null: still without words. */
  readonly words: Sealed | null;
  readonly isCleared: boolean;
}

export interface Media {
  readonly media: readonly Medium[];
  readonly takenAway: readonly string[];
  /** The teller said yes, knowing that a voice or a face shows who they are. */
  readonly mayShowWho: boolean;
}

export const mediaDecider: Decider<Media, MediaEvent> = {
  initialState: { media: [], takenAway: [], mayShowWho: false },
  evolve: (state, event) => {
    switch (event.type) {
      case 'MediumAdded': {
        const { medium, kind, format, bytes, by } = event.data;
        const added: Medium = { medium, kind, format, bytes, by, words: null, isCleared: false };
        return { ...state, media: [...state.media, added] };
      }
      case 'MediumPutInWords':
        // Whoever looked at it had not read these.
        return changed(state, event.data.medium, { words: event.data.words, isCleared: false });
      case 'MediumCleared':
        return changed(state, event.data.medium, { isCleared: true });
      case 'MediumTakenAway': {
        const { medium } = event.data;
        const media = state.media.filter((each) => each.medium !== medium);
        return { ...state, media, takenAway: [...state.takenAway, medium] };
      }
      case 'MediaSharingChosen':
        return { ...state, mayShowWho: event.data.isShared };
      default:
        return never(event);
    }
  },
};

const changed = (state: Media, medium: string, to: Partial<Medium>): Media => ({
  ...state,
  media: state.media.map((each) => (each.medium === medium ? { ...each, ...to } : each)),
});

export const megabyte = 1024 * 1024;

/** What stands against one more, before anybody knows what it is. */
export function roomForMore({ media }: Media, rules: MediaDesign | undefined): Refusal | undefined {
  if (rules === undefined || kindsTaken(rules).length === 0) return refuse('media-not-taken', 'file');
  return media.length < rules.most ? undefined : refuse('media-full', 'file', { n: rules.most });
}

export const kindsTaken = ({ largest }: MediaDesign): readonly MediumKind[] =>
  mediumKindsInOrder.filter((kind) => largest[kind] !== null);

const mediumKindsInOrder = ['picture', 'audio', 'video', 'pdf'] as const satisfies readonly MediumKind[];

/** Bytes of the largest of this kind; a refusal where none of it is taken. */
export function largestOf(kind: MediumKind, { largest }: MediaDesign): number | Refusal {
  const megabytes = largest[kind];
  return megabytes === null ? refuse('medium-kind-not-taken', 'file') : megabytes * megabyte;
}

/** The same medium again is the one that is there. */
export function addMedium(
  state: Media,
  data: MediumAdded['data'],
  rules: MediaDesign | undefined,
): Decision<MediaEvent> {
  if (state.media.some(({ medium }) => medium === data.medium)) return [];
  if (state.takenAway.includes(data.medium)) return refuse('medium-not-found');
  return roomForMore(state, rules) ?? [{ type: 'MediumAdded', schemaVersion: 1, data }];
}

const among = (
  { media }: Media,
  medium: string,
  decide: (medium: Medium) => Decision<MediaEvent>,
): Decision<MediaEvent> => {
  const found = media.find((each) => each.medium === medium);
  return found === undefined ? refuse('medium-not-found') : decide(found);
};

/** Characters of a transcript, as many as a story has. */
export const longestWords = 100_000;

export const putInWords = (state: Media, medium: string, words: Sealed): Decision<MediaEvent> =>
  among(state, medium, () => [{ type: 'MediumPutInWords', schemaVersion: 1, data: { medium, words } }]);

/** With its words: a panel has members who cannot hear or see it. */
export const clearMedium = (state: Media, medium: string): Decision<MediaEvent> =>
  among(state, medium, ({ words, isCleared }) => {
    if (words === null) return refuse('medium-without-words');
    return isCleared ? [] : [{ type: 'MediumCleared', schemaVersion: 1, data: { medium } }];
  });

export const takeAway = (state: Media, medium: string): Decision<MediaEvent> =>
  state.takenAway.includes(medium)
    ? []
    : among(state, medium, () => [{ type: 'MediumTakenAway', schemaVersion: 1, data: { medium } }]);

export const chooseSharing = (state: Media, data: MediaSharingChosen['data']): Decision<MediaEvent> =>
  state.mayShowWho === data.isShared ? [] : [{ type: 'MediaSharingChosen', schemaVersion: 1, data }];

/** Whether a panel that the story goes to may have this of it; that its teller agreed to media is the vault’s to say. */
export function whyNotForPanel(
  { words, isCleared }: Pick<Medium, 'words' | 'isCleared'>,
  { mayShowWho, isNamed }: { readonly mayShowWho: boolean; readonly isNamed: boolean },
): 'shows-who' | 'without-words' | 'not-looked-at' | undefined {
  // Whoever does not show their name is known by their voice or face.
  if (!isNamed && !mayShowWho) return 'shows-who';
  if (words === null) return 'without-words';
  return isCleared ? undefined : 'not-looked-at';
}
