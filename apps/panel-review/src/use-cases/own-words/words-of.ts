import type { SomeoneAsking } from '#access/principal.js';
import type { ReasonText } from '#contracts/shared/story-text.js';
import type { UnlockRequest } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { reasonId } from '../../deciding/seal-reason.js';
import type { BallotPublished } from '../../domain/round/answer.js';
import { isOwnAlone, ownWords, type OwnWord } from '../../domain/sitting/calling-back.js';
import { sittings, type SittingDocument } from '../../read-models/sittings/sittings.js';
import { readerOn } from '../../reading-meetings/opened-texts.js';
import { loadRound } from '../../reading-streams/load.js';

export interface WordOfMine extends Omit<OwnWord, 'text'> {
  /** Null: called back, or what it is about can no longer be read. */
  readonly text: string | null;
  /** The number of the round in which it was said; null: not with an answer. */
  readonly round: number | null;
  readonly isCalledBack: boolean;
  readonly mayCallBack: boolean;
  /** A remark stays with the panel. */
  readonly mayChooseReach: boolean;
  /** Panels it was passed up to with a story. */
  readonly wentTo: readonly string[];
}

export interface AnswerOfMine {
  readonly round: number;
  readonly answer: Omit<BallotPublished, 'member'>;
}

export interface MeetingOfMine {
  readonly document: SittingDocument;
  readonly words: readonly WordOfMine[];
  /** In open rounds that have closed: of a secret one nobody knows any. */
  readonly answers: readonly AnswerOfMine[];
}

/** Everything somebody said and answered in any meeting of their organisation, the newest meeting first. */
export async function wordsOf(service: ServiceRuntime, who: SomeoneAsking): Promise<readonly MeetingOfMine[]> {
  const { views } = service;
  const { organisation, person } = who;
  const mine: MeetingOfMine[] = [];
  const all = views.stream(sittings, { index: 'byOrganisation', equals: { organisation }, order: 'descending' });
  for await (const document of all) {
    const said = ownWords(document.state, person);
    const answers = document.state.opened.members.includes(person) ? await answersIn(service, document, person) : [];
    if (said.length > 0 || answers.length > 0) {
      mine.push({ document, words: await opened(service, who, document, said), answers });
    }
  }
  return mine;
}

async function opened(
  { unlocking }: ServiceRuntime,
  who: SomeoneAsking,
  { state }: SittingDocument,
  said: readonly OwnWord[],
): Promise<readonly WordOfMine[]> {
  const reader = readerOn(state.opened, who);
  const unlocked = await unlocking.unlock(
    said.map(({ reason }): UnlockRequest => ({
      ...{ owner: `reason/${reason}`, reader, use: 'read' },
      ...{ purpose: 'audience', audience: 'panel', reach: 'this-panel' },
    })),
  );
  return said.map(({ text, ...word }, at) => {
    const answer = unlocked[at];
    const isCalledBack = state.calledBack.includes(word.reason);
    return {
      ...word,
      round: roundOf(state, who.person, word),
      text: answer?.kind === 'granted' ? answer.open<ReasonText>(text).text : null,
      isCalledBack,
      mayCallBack: isOwnAlone(word) && !isCalledBack,
      mayChooseReach: isOwnAlone(word) && !isCalledBack && word.kind !== 'remark',
      wentTo: wentTo(state, word),
    };
  });
}

const roundOf = ({ rounds }: SittingDocument['state'], author: string, word: Omit<OwnWord, 'text'>): number | null => {
  const { reason, kind, stories } = word;
  if (kind !== 'member') return null;
  return rounds.find(({ round }) => reasonId(round, { kind, author, stories }) === reason)?.number ?? null;
};

function wentTo({ passedUp }: SittingDocument['state'], { stories, reach }: Pick<OwnWord, 'stories' | 'reach'>) {
  if (!reach.includes('later-panels')) return [];
  const along = passedUp.filter(({ story }) => stories.length === 0 || stories.includes(story));
  return [...new Set(along.flatMap(({ toPanels }) => toPanels))];
}

async function answersIn(
  { store }: ServiceRuntime,
  { state }: SittingDocument,
  person: string,
): Promise<readonly AnswerOfMine[]> {
  const answers: AnswerOfMine[] = [];
  for (const { round, number, result } of state.rounds) {
    if (result === undefined) continue;
    // A ballot of a secret round bears no name.
    const ballot = (await loadRound(store, round))?.counted?.ballots.find(({ member }) => member === person);
    if (ballot === undefined) continue;
    const { member: _member, ...answer } = ballot;
    answers.push({ round: number, answer });
  }
  return answers;
}

export async function wordOf(
  service: ServiceRuntime,
  who: SomeoneAsking,
  sitting: string,
  reason: string,
): Promise<WordOfMine | undefined> {
  const document = await service.views.get(sittings, sitting);
  if (document?.organisation !== who.organisation) return undefined;
  const said = ownWords(document.state, who.person).filter((each) => each.reason === reason);
  return (await opened(service, who, document, said))[0];
}
