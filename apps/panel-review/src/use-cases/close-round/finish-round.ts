import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { countBallots, roundDecider, roundStream, type RoundState } from '../../domain/round/round.js';
import { answerThatCounts, type BallotPublished, type BallotText } from '../../domain/round/answer.js';
import { sittingStream, type ReasonOnRecord, type RoundResult } from '../../domain/sitting/events.js';
import { roundCounted } from '../../domain/sitting/decide.js';
import { sittingDecider, storiesPresent, type SittingState } from '../../domain/sitting/state.js';
import { asked, closedRounds, tallyDocument } from '../../reading-streams/tally-of-sitting.js';
import { tally } from '../../domain/tally/tally.js';
import { loadRound, loadSitting } from '../../reading-streams/load.js';
import { sealReason } from '../../deciding/seal-reason.js';

type Counted = NonNullable<RoundState['counted']>;

/**
 * Opens and counts the ballots of a round that was stopped, writes the count into the round, then into the sitting.
 * Each step is the same when it is done again: a reaction calls this as well, for what a crash left in the middle.
 */
export async function finishRound(service: ServiceRuntime, round: string, context: CommandContext): Promise<void> {
  const { store } = service;
  const state = await loadRound(store, round);
  if (state?.stopped === undefined) return;
  const sitting = await loadSitting(store, state.begun.sitting);
  if (sitting === undefined) return;
  const counted = state.counted ?? (await count(service, state, sitting, round));
  const step = (name: string): CommandContext => {
    const { expectedVersion: _version, fingerprint: _fingerprint, ...rest } = context;
    return { ...rest, commandId: idFrom(round, name) };
  };
  await store.execute(roundStream(round), step('count'), roundDecider, (now) => countBallots(now, counted));
  await store.execute(sittingStream(state.begun.sitting), step('tell'), sittingDecider, (now) =>
    roundCounted(now, round, counted.result, counted.reasons),
  );
  // What was sealed in a ballot now stands in the count or, reasons, under keys of their own: an author's erasure
  // must not leave a second copy that can still be opened.
  const intent = { id: idFrom(round, 'key-destroyed'), actor: context.actor, at: context.at };
  await service.vault.erase(roundStream(round), intent);
  await service.vault.settleIntent(intent.id);
}

async function count(
  service: ServiceRuntime,
  state: RoundState,
  sitting: SittingState,
  round: string,
): Promise<Counted> {
  const key = await service.vault.openRound(roundStream(round));
  const texts = [...state.ballots].map(([member, sealed]) => ({ member, ballot: key.open<BallotText>(sealed) }));
  const present = storiesPresent(sitting).map(({ story }) => story);
  const mayChoose = (member: string, story: string): boolean =>
    present.includes(story) && !sitting.conflicts.some((each) => each.member === member && each.story === story);
  // A story withdrawn, or a conflict declared, since it was cast: what the ballot says of that story is not counted.
  const ballots: BallotPublished[] = texts.flatMap(({ member, ballot }): BallotPublished[] => {
    if (!present.some((story) => mayChoose(member, story))) return [];
    const answer = answerThatCounts(ballot, (story) => mayChoose(member, story));
    if (answer === undefined) return [];
    return [{ member, ...answer, skipped: ballot.skipped.filter((story) => present.includes(story)) }];
  });
  const reasons: ReasonOnRecord[] = [];
  for (const { member, ballot } of texts) {
    for (const { text, stories } of reasonsIn(ballot, state.begun.proposal)) {
      if (!stories.every((story) => present.includes(story))) continue;
      const given = { kind: 'member' as const, text, stories, author: member };
      const reason = await sealReason(service, { commandId: round }, sitting.opened, given);
      // Refused: the story was erased a moment ago, and what is said of it goes with it.
      if (!isRefusal(reason)) reasons.push(reason);
    }
  }
  const { counts } = state.stopped ?? { counts: null };
  return { result: await resultOf(service, state, sitting, ballots), ballots, reasons, counts };
}

interface ReasonGiven {
  readonly text: string;
  readonly stories: readonly string[];
}

/** Those by story, and the one for the answer as a whole, which names what was approved, put first or proposed. */
function reasonsIn(
  { reasons, reason, approve, ranking = [] }: BallotText,
  proposal: readonly string[] = [],
): readonly ReasonGiven[] {
  const byStory = Object.entries(reasons).map(([story, text]) => ({ text, stories: [story] }));
  if (reason === undefined) return byStory;
  return [...byStory, { text: reason, stories: approve ?? (ranking.length > 0 ? ranking.slice(0, 1) : proposal) }];
}

/** The same code as `newid tally`, over all rounds of the sitting so far, so that movement is known. */
async function resultOf(
  { store }: ServiceRuntime,
  { begun, stopped }: RoundState,
  sitting: SittingState,
  ballots: readonly BallotPublished[],
): Promise<RoundResult> {
  const before = await closedRounds(store, sitting);
  const counts = stopped?.counts ?? null;
  const { rounds, condorcet } = tally(tallyDocument(sitting, [...before, { ...asked(begun), ballots, counts }]));
  const last = rounds.at(-1);
  if (last === undefined) throw new Error('A round was not counted');
  const { kind, entitled, answered, abstained, quorate, leading, tie } = last;
  return {
    ...{ kind, entitled, answered, abstained, quorate, tie },
    round: begun.number,
    leading: [...leading],
    byStory: last.kind === 'stance' ? {} : { ...last.byStory },
    ...(last.kind === 'stance' && last.stance !== undefined ? { stance: last.stance } : {}),
    ...(begun.proposal === undefined ? {} : { proposal: [...begun.proposal] }),
    ...(kind === 'rank' ? { condorcet } : {}),
    ...(last.skipped === undefined ? {} : { skipped: { ...last.skipped } }),
    ...('movement' in last && last.movement !== undefined ? { movement: [...last.movement] } : {}),
    recordedInRoom: counts !== null,
  };
}
