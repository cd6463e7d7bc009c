import { monthsAfter, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { type Decider, type Decision, never } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import { refuse } from '#contracts/shared/refusal.js';

import type { IdentityCheck, Right, RightsRequestEvent, RightsRequestReceived } from './events.js';

export interface RightsRequestState {
  readonly received: RightsRequestReceived['data'];
  readonly dueOn: string;
  readonly isExtended: boolean;
  readonly isOpen: boolean;
}

export const rightsRequestDecider: Decider<RightsRequestState | undefined, RightsRequestEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'RightsRequestReceived') {
      return { received: event.data, dueOn: event.data.dueOn, isExtended: false, isOpen: true };
    }
    if (state === undefined) throw new Error(`${event.type} before RightsRequestReceived`);
    switch (event.type) {
      case 'RightsIdentityChecked':
        return state;
      case 'RightsRequestExtended':
        return { ...state, dueOn: event.data.dueOn, isExtended: true };
      case 'RightsRequestDone':
      case 'RightsRequestRefused':
        return { ...state, isOpen: false };
      default:
        return never(event);
    }
  },
};

/** A month in law; two more where it is extended. */
const monthsToAnswer = 1;
const monthsWhenExtended = 3;

/** What is erased cannot come back: on someone's behalf one person asks and another confirms. */
export const needsSecondPerson = (right: Right): boolean => right === 'erase-story' || right === 'erase-person';

/** What says nothing without words of the person who asks. */
export const needsWords = (right: Right): boolean =>
  right === 'object' || right === 'complain' || right === 'correct' || right === 'leave-out';

/** What is about one story; the rest can be about a person. */
const needsStory = (right: Right): boolean => right !== 'complain' && right !== 'object' && right !== 'see';

export type Asked = Omit<RightsRequestReceived['data'], 'dueOn'>;

const done = (
  on: CalendarDay,
  { answer = null, confirmedBy = null }: { readonly answer?: Sealed | null; readonly confirmedBy?: string | null } = {},
): RightsRequestEvent => ({ type: 'RightsRequestDone', schemaVersion: 1, data: { on, answer, confirmedBy } });

/** `today`: a request may come by post and be entered later, and its month runs from the day it came. */
export function receiveRequest(
  state: RightsRequestState | undefined,
  asked: Asked,
  today: CalendarDay,
): Decision<RightsRequestEvent> {
  if (state !== undefined) return [];
  if (asked.receivedOn > today) return refuse('rights-received-in-future', 'receivedOn');
  if (asked.story === null && needsStory(asked.right)) return refuse('rights-story-needed', 'story');
  if (asked.words === null && needsWords(asked.right)) return refuse('rights-words-missing', 'words');
  const data = { ...asked, dueOn: monthsAfter(asked.receivedOn, monthsToAnswer) };
  return [{ type: 'RightsRequestReceived', schemaVersion: 1, data }];
}

/** What a teller did by their code stands in the register as done: the page did it while they looked. */
export function receiveAsDone(
  state: RightsRequestState | undefined,
  asked: Asked,
  on: CalendarDay,
): Decision<RightsRequestEvent> {
  if (state !== undefined) return [];
  if (asked.receivedOn > on) return refuse('rights-received-in-future', 'receivedOn');
  const data = { ...asked, dueOn: monthsAfter(asked.receivedOn, monthsToAnswer) };
  return [{ type: 'RightsRequestReceived', schemaVersion: 1, data }, done(on)];
}

const whileOpen = (
  state: RightsRequestState | undefined,
  decide: (state: RightsRequestState) => Decision<RightsRequestEvent>,
): Decision<RightsRequestEvent> => {
  if (state === undefined) return refuse('rights-request-not-found');
  return state.isOpen ? decide(state) : refuse('rights-request-closed');
};

/** Before a copy is made for somebody without a code. Again: what was found last holds. */
export const checkIdentity = (
  state: RightsRequestState | undefined,
  checked: { readonly how: IdentityCheck; readonly by: string },
  on: CalendarDay,
): Decision<RightsRequestEvent> =>
  whileOpen(state, ({ received: { right, story } }) =>
    right === 'see' && story !== null
      ? [{ type: 'RightsIdentityChecked', schemaVersion: 1, data: { on, ...checked } }]
      : refuse('rights-no-copy-asked'),
  );

export const extendRequest = (state: RightsRequestState | undefined, because: Sealed): Decision<RightsRequestEvent> =>
  whileOpen(state, ({ received, isExtended }) => {
    if (isExtended) return refuse('rights-request-extended-already');
    const dueOn = monthsAfter(received.receivedOn, monthsWhenExtended);
    return [{ type: 'RightsRequestExtended', schemaVersion: 1, data: { dueOn, because } }];
  });

export const answerRequest = (
  state: RightsRequestState | undefined,
  answer: Sealed | null,
  on: CalendarDay,
): Decision<RightsRequestEvent> =>
  whileOpen(state, ({ received }) =>
    needsSecondPerson(received.right) ? refuse('second-person-needed') : [done(on, { answer })],
  );

export const confirmRequest = (
  state: RightsRequestState | undefined,
  confirmedBy: string,
  on: CalendarDay,
): Decision<RightsRequestEvent> =>
  whileOpen(state, ({ received }) => {
    if (!needsSecondPerson(received.right)) return refuse('rights-needs-no-second-person');
    return received.enteredBy === confirmedBy ? refuse('second-person-needed') : [done(on, { confirmedBy })];
  });

export const refuseRequest = (
  state: RightsRequestState | undefined,
  because: Sealed,
  on: CalendarDay,
): Decision<RightsRequestEvent> =>
  whileOpen(state, () => [{ type: 'RightsRequestRefused', schemaVersion: 1, data: { on, because } }]);
