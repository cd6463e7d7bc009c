import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storiesNamed, type BallotText } from '../domain/round/answer.js';
import type { RoundState } from '../domain/round/round.js';
import {
  choosesAmongTheirOwn,
  everythingIsReadOrSkipped,
  firstRefusal,
  onlyMembersMay,
  type StoriesNamed,
} from '../domain/sitting/rules.js';
import { hasSkipped } from '../domain/sitting/state.js';
import { loadSitting, roundOf } from '../reading-streams/load.js';
import { noneIsHeldBack } from './held-back.js';

/** One member's answer, and why. */
export type BallotGiven = Omit<BallotText, 'skipped'>;

export interface Answering {
  readonly state: RoundState;
  readonly ballot: BallotText;
}

/** What a sitting asks of whoever answers in one of its rounds, open or secret. */
export async function answering(
  service: ServiceRuntime,
  { person: member, organisation }: { readonly person: string; readonly organisation: string },
  round: string,
  given: BallotGiven,
): Promise<Answering | Refusal> {
  const { store } = service;
  const state = await roundOf(store, organisation, round);
  if (isRefusal(state)) return state;
  const sitting = await loadSitting(store, state.begun.sitting);
  if (sitting === undefined) return refuse('round-not-found');
  const asked = given.stance === undefined ? storiesNamed(given) : proposedIn(state);
  const wrong = firstRefusal(
    onlyMembersMay(sitting, member),
    everythingIsReadOrSkipped(sitting, member),
    choosesAmongTheirOwn(sitting, member, storiesNamed(given)),
  );
  const refusal = wrong ?? (await noneIsHeldBack(service, sitting, asked));
  if (refusal !== undefined) return refusal;
  const skipped = state.begun.stories.filter((story) => hasSkipped(sitting, member, story));
  return { state, ballot: { ...given, skipped } };
}

/** Whoever takes a stance takes it on all of them. */
const proposedIn = ({ begun }: RoundState): StoriesNamed =>
  (begun.proposal ?? []).map((story) => ({ story, field: 'stance' }));
