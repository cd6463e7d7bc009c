import type { ParkedSubject } from '#messaging/message-bus.js';
import {
  discardsApi,
  parkedApi,
  parkedMessagesApi,
  releasesApi,
  type ParkedHere,
  type ParkedMessages,
  type Released,
} from '#service-kit/operations/parked-events.api.js';

import type { OperatorAnswer, OperatorClient } from '../operator/operator-client.js';
import { problemIn } from '../operator/in-answer.js';

/** What the server said: an answer, or a problem in one sentence. */
export type Asked<Answer> =
  { readonly isAnswered: true; readonly answer: Answer } | { readonly isAnswered: false; readonly detail: string };

const placeOf = ({ group, topic, subject }: ParkedSubject) => ({ group, topic, subject });

export async function askParked(client: OperatorClient): Promise<Asked<ParkedHere>> {
  return answerOf(await client.send('GET', parkedApi.pattern), isParkedHere);
}

export async function askParkedMessages(client: OperatorClient, parked: ParkedSubject): Promise<Asked<ParkedMessages>> {
  const query = new URLSearchParams(placeOf(parked)).toString();
  return answerOf(await client.send('GET', `${parkedMessagesApi.pattern}?${query}`), isParkedMessages);
}

export async function askRelease(client: OperatorClient, parked: ParkedSubject): Promise<Asked<Released>> {
  return answerOf(await client.send('POST', releasesApi.pattern, placeOf(parked)), isReleased);
}

export async function askDiscard(client: OperatorClient, parked: ParkedSubject): Promise<Asked<Released>> {
  const asked = { ...placeOf(parked), message: parked.messageId };
  return answerOf(await client.send('POST', discardsApi.pattern, asked), isReleased);
}

function answerOf<Answer>({ status, text }: OperatorAnswer, is: (value: unknown) => value is Answer): Asked<Answer> {
  if (status !== 200) return { isAnswered: false, detail: problemIn(text) };
  const answer: unknown = JSON.parse(text);
  if (!is(answer)) throw new Error('The server answered something else');
  return { isAnswered: true, answer };
}

const has = (value: unknown, field: string): boolean => typeof value === 'object' && value !== null && field in value;
const isParkedHere = (value: unknown): value is ParkedHere => has(value, 'parked');
const isParkedMessages = (value: unknown): value is ParkedMessages => has(value, 'parked') && has(value, 'messages');
const isReleased = (value: unknown): value is Released => has(value, 'isReleased') && has(value, 'parked');
