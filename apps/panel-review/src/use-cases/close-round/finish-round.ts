import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext, EventStore } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { countBallots, recordersOf, roundDecider, roundStream, type RoundState } from '../../domain/round/round.js';
import type { BallotPublished, BallotText } from '../../domain/round/answer.js';
import { sittingStream, type ReasonOnRecord, type RoundResult } from '../../domain/sitting/events.js';
import { roundCounted } from '../../domain/sitting/decide.js';
import { isShown } from '../../domain/sitting/rules.js';
import { conflictsTold, sittingDecider, type SittingState, storiesPresent } from '../../domain/sitting/state.js';
import { asked, closedRounds, tallyDocument } from '../../reading-streams/tally-of-sitting.js';
import { tally } from '../../domain/tally/tally.js';
import { loadRound, loadSitting } from '../../reading-streams/load.js';
import { destroyBox } from '../../deciding/box-of-round.js';
import { sealReason } from '../../deciding/seal-reason.js';
import { ballotsOfRound, ballotsThatCount } from './ballots-of-round.js';

type Counted = NonNullable<RoundState['counted']>;

/** What a round came to, and since which version of its sitting the sitting says so. */
interface Finished {
  readonly result: RoundResult;
  readonly stream: string;
  readonly version: number;
}

/** Under way in this process: whoever closes a round and the reaction that makes sure of it do the work once. */
const underWay = new WeakMap<EventStore, Map<string, Promise<Finished | undefined>>>();

export function finishRound(
  service: ServiceRuntime,
  round: string,
  context: CommandContext,
): Promise<Finished | undefined> {
  const rounds = underWay.get(service.store) ?? new Map<string, Promise<Finished | undefined>>();
  underWay.set(service.store, rounds);
  const begun = rounds.get(round);
  if (begun !== undefined) return begun;
  const finishing = finish(service, round, context).finally(() => rounds.delete(round));
  rounds.set(round, finishing);
  return finishing;
}

/**
 * Opens and counts the ballots of a round that was stopped, writes the count into the round, then into the sitting, and
 * destroys what they lay in.
 * Each step is the same when it is done again: a reaction calls this as well, for what a crash left in the middle.
 */
async function finish(service: ServiceRuntime, round: string, context: CommandContext): Promise<Finished | undefined> {
  const { store } = service;
  const state = await loadRound(store, round);
  if (state?.stopped === undefined) return undefined;
  const { begun } = state;
  const sitting = await loadSitting(store, begun.sitting);
  if (sitting === undefined) return undefined;
  const step = (name: string): CommandContext => {
    const { fingerprint: _, ...rest } = context;
    return { ...rest, commandId: idFrom(round, name) };
  };
  // From here on nothing is acknowledged that would not be counted.
  if (begun.secret) await service.slots.close(round);
  const counts = state.counted === undefined ? await count(service, state, sitting) : undefined;
  if (counts !== undefined) {
    await store.execute(roundStream(round), step('count'), roundDecider, (now) => countBallots(now, counts));
  }
  // What stands in the round, if another process was first: it may have counted, and destroyed, in the meantime.
  const counted = state.counted ?? (await loadRound(store, round))?.counted;
  if (counted === undefined) throw new Error('The ballots of a round are gone, and it was not counted');
  const told = await store.execute(sittingStream(begun.sitting), step('tell'), sittingDecider, (now) =>
    roundCounted(now, round, counted.result, counted.reasons),
  );
  // What was sealed in a ballot now stands in the count or, reasons, under keys of their own: an author's erasure
  // must not leave a second copy that can still be opened, and nobody may join a secret answer to who gave it.
  const intent = { id: idFrom(round, 'key-destroyed'), actor: context.actor, at: context.at };
  await destroyBox(service, round, intent);
  return isRefusal(told) ? undefined : { result: counted.result, stream: told.stream, version: told.version };
}

async function count(service: ServiceRuntime, state: RoundState, sitting: SittingState): Promise<Counted | undefined> {
  const { begun } = state;
  const texts = await ballotsOfRound(service, state);
  if (texts === undefined) return undefined;
  const present = storiesPresent(sitting).map(({ story }) => story);
  const recorders = recordersOf(state);
  const given = texts.flatMap(({ member, ballot }) =>
    reasonsIn(ballot, begun.proposal)
      .filter(({ stories }) => stories.every((story) => present.includes(story)))
      .map(({ text, stories }) => ({
        ...{ kind: 'member' as const, text, stories, author: member, reach: ballot.reach },
        recordedBy: recorders.get(member),
      })),
  );
  // At the same moment: the vault writes their keys together.
  const sealed = await Promise.all(
    given.map((each) => sealReason(service, { commandId: begun.round }, sitting.opened, each)),
  );
  // Refused: the story was erased a moment ago, and what is said of it goes with it.
  const reasons = sealed.filter((each): each is ReasonOnRecord => !isRefusal(each));
  const { counts } = state.stopped ?? { counts: null };
  const ballots = ballotsThatCount(texts, state, sitting);
  const result = await resultOf(service, state, sitting, ballots);
  if (!begun.secret) return { result, ballots, reasons, counts };
  const conflicts = conflictsTold(sitting);
  return { result, ballots: isShown(result) ? ballots : [], reasons, counts, conflicts };
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
  const conflicts = conflictsTold(sitting);
  const secrecy = begun.secret ? { secret: { conflicts, notShown: null } } : {};
  const now = { ...asked(begun), ballots, counts, ...secrecy };
  const { rounds, condorcet } = tally(tallyDocument(sitting, [...before, now]));
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
    ...(last.kind === 'rank' && last.byStory !== undefined ? { condorcet } : {}),
    ...(last.skipped === undefined ? {} : { skipped: { ...last.skipped } }),
    ...('movement' in last && last.movement !== undefined ? { movement: [...last.movement] } : {}),
    ...(begun.secret ? { secret: true as const } : {}),
    recordedInRoom: counts !== null,
  };
}
