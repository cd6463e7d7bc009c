import { refuse } from '#contracts/shared/refusal.js';

import type { ReasonOnRecord } from './events.js';
import { event, type By, type Decided, type State } from './in-sitting.js';
import { isSameReach, type Reach } from './reach.js';
import type { SittingState } from './state.js';

/** What was said here by one person. What the facilitator wrote down for the group is there too, and is the group's. */
export interface OwnWord {
  readonly reason: string;
  readonly kind: ReasonOnRecord['kind'] | 'remark';
  readonly stories: readonly string[];
  /** In a room, whoever led the meeting wrote it down. */
  readonly recordedBy?: string;
  readonly reach: ReasonOnRecord['reach'];
  readonly text: ReasonOnRecord['text'];
}

export const ownWords = ({ reasons, remarks }: SittingState, person: string): readonly OwnWord[] => [
  ...reasons.filter(({ author }) => author === person),
  ...remarks
    .filter(({ author }) => author === person)
    .map(({ remark: reason, story, text }) => ({
      ...{ reason, text, kind: 'remark' as const, reach: ['this-panel' as const] },
      stories: story === null ? [] : [story],
    })),
];

/** One person's own, which they may call back; a group's reason or lesson is not for whoever wrote it down. */
export const isOwnAlone = ({ kind }: Pick<OwnWord, 'kind'>): boolean =>
  kind === 'member' || kind === 'dissent' || kind === 'caveat' || kind === 'remark';

/** While the sitting is open and ever after. */
export function callBack(state: State, by: By, reason: string): Decided {
  if (state?.opened.organisation !== by.organisation) return refuse('sitting-not-found');
  const word = ownWords(state, by.actor).find((each) => each.reason === reason);
  if (word === undefined) return refuse('words-not-found');
  if (!isOwnAlone(word)) return refuse('words-of-the-group');
  return state.calledBack.includes(reason) ? [] : [event('WordsCalledBack', { reason, by: by.actor })];
}

/** Further or less far than before, while the sitting is open and ever after. A remark stays with the panel. */
export function chooseReach(state: State, by: By, reason: string, reach: Reach): Decided {
  if (state?.opened.organisation !== by.organisation) return refuse('sitting-not-found');
  const word = ownWords(state, by.actor).find((each) => each.reason === reason);
  if (word === undefined || state.calledBack.includes(reason)) return refuse('words-not-found');
  if (word.kind === 'remark') return refuse('remark-stays-with-panel', 'reach');
  if (!isOwnAlone(word)) return refuse('words-of-the-group');
  return isSameReach(word.reach, reach) ? [] : [event('ReachChosen', { reason, reach, by: by.actor })];
}
