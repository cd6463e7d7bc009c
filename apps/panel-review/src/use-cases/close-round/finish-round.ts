import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import {
  countBallots,
  isRoundEvent,
  roundDecider,
  roundStream,
  type BallotPublished,
  type BallotText,
  type RoundState,
} from '../../domain/round/round.js';
import { isSittingEvent, sittingStream, type ReasonOnRecord, type RoundResult } from '../../domain/sitting/events.js';
import { roundCounted } from '../../domain/sitting/decide.js';
import { sittingDecider, storiesPresent, type SittingState } from '../../domain/sitting/state.js';
import { tally } from '../../domain/tally/tally.js';
import type { Ballot, TallyDocument, TallyRound } from '../../domain/tally/tally-document.js';
import { load } from '../../reading-streams/load.js';
import { sealReason } from '../change-sitting/seal-reason.js';

type Counted = NonNullable<RoundState['counted']>;

/**
 * Opens and counts the ballots of a round that was stopped, writes the count into the round, then into the sitting.
 * Each step is the same when it is done again: a reaction calls this as well, for what a crash left in the middle.
 */
export async function finishRound(service: ServiceRuntime, round: string, context: CommandContext): Promise<void> {
  const { store } = service;
  const state = await load(store, roundStream(round), roundDecider, isRoundEvent);
  if (state?.stopped === undefined) return;
  const sitting = await load(store, sittingStream(state.begun.sitting), sittingDecider, isSittingEvent);
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
    const skipped = ballot.skipped.filter((story) => present.includes(story));
    if (ballot.abstain === true) return [{ member, abstain: true, skipped }];
    if (ballot.choice !== undefined)
      return mayChoose(member, ballot.choice) ? [{ member, choice: ballot.choice, skipped }] : [];
    const scores = Object.fromEntries(
      Object.entries(ballot.scores ?? {}).filter(([story]) => mayChoose(member, story)),
    );
    return [{ member, scores, skipped }];
  });
  const reasons: ReasonOnRecord[] = [];
  for (const { member, ballot } of texts) {
    for (const [story, text] of Object.entries(ballot.reasons)) {
      if (!present.includes(story)) continue;
      const given = { kind: 'member' as const, text, stories: [story], author: member };
      reasons.push(await sealReason(service, { commandId: round }, sitting.opened, given));
    }
  }
  const { counts } = state.stopped ?? { counts: null };
  return { result: await resultOf(service, state, sitting, ballots), ballots, reasons, counts };
}

/** The same code as `newid tally`, over all rounds of the sitting so far, so that movement is known. */
async function resultOf(
  { store }: ServiceRuntime,
  state: RoundState,
  sitting: SittingState,
  ballots: readonly BallotPublished[],
): Promise<RoundResult> {
  const { begun, stopped } = state;
  const rounds: TallyRound[] = [];
  for (const { round, result } of sitting.rounds) {
    if (result === undefined) continue;
    const earlier = await load(store, roundStream(round), roundDecider, isRoundEvent);
    if (earlier?.counted !== undefined)
      rounds.push(roundOf(earlier.begun.kind, earlier.counted.ballots, earlier.counted.counts));
  }
  rounds.push(roundOf(begun.kind, ballots, stopped?.counts ?? null));
  const { rules, method } = sitting.opened;
  const document: TallyDocument = {
    method,
    stories: storiesPresent(sitting).map(({ story }) => story),
    members: begun.members,
    conflicts: sitting.conflicts.map(({ member, story }) => ({ member, story })),
    rules: { quorum: rules.quorum, scale: rules.scale, minimumBallots: rules.minimumBallots },
    rounds,
  };
  const last = tally(document).rounds.at(-1);
  if (last === undefined || (last.kind !== 'choice' && last.kind !== 'score'))
    throw new Error('A round was not counted');
  const { kind, entitled, answered, abstained, quorate, leading, tie, byStory = {} } = last;
  return {
    ...{ kind, entitled, answered, abstained, quorate, tie },
    round: begun.number,
    leading: [...leading],
    byStory: { ...byStory },
    ...(last.skipped === undefined ? {} : { skipped: { ...last.skipped } }),
    ...('movement' in last && last.movement !== undefined ? { movement: [...last.movement] } : {}),
    recordedInRoom: (stopped?.counts ?? null) !== null,
  };
}

function roundOf(kind: 'choice' | 'score', ballots: readonly BallotPublished[], counts: Counted['counts']): TallyRound {
  if (counts !== null) {
    const { abstained, answered } = counts;
    return {
      kind: 'choice',
      secret: false,
      cast: { as: 'counts', counts: new Map(Object.entries(counts.counts)), abstained, answered },
    };
  }
  if (kind === 'score') {
    const scored = ballots.map(({ member, scores, skipped }): Ballot<ReadonlyMap<string, number>> => ({
      member,
      answer: scores === undefined ? null : new Map(Object.entries(scores)),
      skipped,
    }));
    return { kind: 'score', secret: false, cast: { as: 'ballots', ballots: scored } };
  }
  const chosen = ballots.map(({ member, choice = null, skipped }): Ballot<string> => ({
    member,
    answer: choice,
    skipped,
  }));
  return { kind: 'choice', secret: false, cast: { as: 'ballots', ballots: chosen } };
}
