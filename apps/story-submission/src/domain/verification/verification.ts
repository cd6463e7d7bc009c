import { type Decider, type Decision, never } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { SealedWords } from '../feedback/events.js';
import type {
  FindingRecorded,
  FindingReleased,
  VerificationAssigned,
  VerificationEvent,
  VerificationHandedBack,
} from './events.js';

export interface Verification {
  readonly assigned: VerificationAssigned['data'];
  readonly state: 'assigned' | 'handed-back' | 'found' | 'shown';
  /** People who said that the story is about them. */
  readonly involved: readonly string[];
  readonly asking: { readonly asked: SealedWords; readonly agrees: boolean | null } | null;
  readonly found: FindingRecorded['data'] | null;
  readonly isSeenByTeller: boolean;
  readonly added: readonly { readonly words: SealedWords; readonly at: string }[];
  /** What was found before it was given to be checked again. */
  readonly before: readonly FindingRecorded['data'][];
}

export const verificationDecider: Decider<Verification | undefined, VerificationEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'VerificationAssigned') {
      const before = state === undefined ? [] : [...state.before, ...(state.found === null ? [] : [state.found])];
      const fresh = { asking: null, found: null, isSeenByTeller: false, added: state?.added ?? [] };
      return { assigned: event.data, state: 'assigned', involved: state?.involved ?? [], ...fresh, before };
    }
    if (state === undefined) throw new Error(`${event.type} before VerificationAssigned`);
    switch (event.type) {
      case 'VerificationHandedBack': {
        const { verifier, because } = event.data;
        const involved = because === 'involved' ? [...state.involved, verifier] : state.involved;
        return { ...state, state: 'handed-back', involved, asking: null };
      }
      case 'AskingProposed':
        return { ...state, asking: { asked: event.data.asked, agrees: null } };
      case 'AskingAnswered':
        return state.asking === null ? state : { ...state, asking: { ...state.asking, agrees: event.data.agrees } };
      case 'FindingRecorded':
        return { ...state, state: 'found', found: event.data };
      case 'FindingSeen':
        return { ...state, state: 'shown', isSeenByTeller: true };
      case 'FindingReleased':
        return { ...state, state: 'shown' };
      case 'TellerAdded': {
        const { words, at } = event.data;
        return { ...state, added: [...state.added, { words, at }] };
      }
      default:
        return never(event);
    }
  },
};

/** Who stands too near to a story to check it, as far as is known. */
export interface NearTo {
  readonly teller: string;
  readonly collector: string | null;
  /** The story credits or criticises whoever is asked about. */
  readonly isNamed?: boolean;
}

export function standsApart(
  state: Verification | undefined,
  verifier: string,
  { teller, collector, isNamed = false }: NearTo,
): Refusal | undefined {
  if (verifier === collector) return refuse('verifier-collected-it', 'verifier');
  if (verifier === teller) return refuse('verifier-told-it', 'verifier');
  return isNamed || state?.involved.includes(verifier) === true
    ? refuse('verifier-is-involved', 'verifier')
    : undefined;
}

export function assignVerifier(
  state: Verification | undefined,
  data: VerificationAssigned['data'],
  near: NearTo,
): Decision<VerificationEvent> {
  if (state?.state === 'found') return refuse('verification-waits-for-teller');
  const refusal = standsApart(state, data.verifier, near);
  if (refusal !== undefined) return refusal;
  const isTheSame = state?.state === 'assigned' && state.assigned.verifier === data.verifier;
  return isTheSame ? [] : [{ type: 'VerificationAssigned', schemaVersion: 1, data }];
}

/** To anybody but the verifier it is not there. */
const byVerifier = (
  state: Verification | undefined,
  verifier: string,
  decide: (state: Verification) => Decision<VerificationEvent>,
): Decision<VerificationEvent> => {
  if (state === undefined || state.assigned.verifier !== verifier) return refuse('verification-not-found');
  return state.state === 'assigned' ? decide(state) : refuse('verification-is-over');
};

export const handBack = (
  state: Verification | undefined,
  verifier: string,
  because: VerificationHandedBack['data']['because'],
): Decision<VerificationEvent> =>
  byVerifier(state, verifier, () => [
    { type: 'VerificationHandedBack', schemaVersion: 1, data: { verifier, because } },
  ]);

export const proposeAsking = (
  state: Verification | undefined,
  verifier: string,
  asked: SealedWords,
): Decision<VerificationEvent> =>
  byVerifier(state, verifier, () => [{ type: 'AskingProposed', schemaVersion: 1, data: { asked } }]);

/** By code, or said to the verifier, who writes it down. */
export const answerAsking = (
  state: Verification | undefined,
  by: { readonly verifier: string } | 'teller',
  agrees: boolean,
): Decision<VerificationEvent> => {
  const answered = ({ asking }: Verification): Decision<VerificationEvent> => {
    if (asking === null) return refuse('verification-asks-nothing');
    const how = by === 'teller' ? ('by-code' as const) : ('told-the-verifier' as const);
    // What the teller said themselves is not written over by anybody.
    if (asking.agrees === false && by !== 'teller') return refuse('verification-teller-said-no');
    return [{ type: 'AskingAnswered', schemaVersion: 1, data: { agrees, how } }];
  };
  if (by !== 'teller') return byVerifier(state, by.verifier, answered);
  return state?.state === 'assigned' ? answered(state) : refuse('verification-not-found');
};

export const recordFinding = (
  state: Verification | undefined,
  verifier: string,
  data: FindingRecorded['data'],
): Decision<VerificationEvent> =>
  byVerifier(state, verifier, ({ asking }) =>
    data.askedOthers && asking?.agrees !== true
      ? refuse('verification-needs-agreement', 'askedOthers')
      : [{ type: 'FindingRecorded', schemaVersion: 1, data }],
  );

export const seeFinding = (state: Verification | undefined, at: string): Decision<VerificationEvent> => {
  if (state === undefined || state.found === null) return refuse('verification-not-found');
  return state.isSeenByTeller ? [] : [{ type: 'FindingSeen', schemaVersion: 1, data: { at } }];
};

const mostAdded = 10;

export const addToFinding = (
  state: Verification | undefined,
  words: SealedWords,
  at: string,
): Decision<VerificationEvent> => {
  if (state === undefined || !state.isSeenByTeller) return refuse('verification-not-found');
  if (state.added.length >= mostAdded) return refuse('verification-additions-full', 'words', { most: mostAdded });
  return [{ type: 'TellerAdded', schemaVersion: 1, data: { words, at } }];
};

/** Days that a finding waits for its teller to look first. */
export const daysForTeller = 14;

export function releaseFinding(
  state: Verification | undefined,
  { canTellerLook, now }: { readonly canTellerLook: boolean; readonly now: string },
): Decision<VerificationEvent> {
  if (state === undefined || state.found === null) return refuse('verification-not-found');
  if (state.state === 'shown') return [];
  const hasWaited = Date.parse(now) - Date.parse(state.found.at) >= daysForTeller * 86_400_000;
  if (canTellerLook && !hasWaited) return refuse('verification-waits-for-teller', undefined, { days: daysForTeller });
  const because: FindingReleased['data']['because'] = canTellerLook ? 'waited' : 'no-way';
  return [{ type: 'FindingReleased', schemaVersion: 1, data: { because } }];
}
