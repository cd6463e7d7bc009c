import type { RecordedEvent } from '#event-store/event-store.js';
import { hashTyped } from '#service-kit/codes.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';

import { draftDecider, draftIsOpen, type DraftState } from '../domain/draft/draft.js';
import { draftStream, isDraftEvent, type DraftBegun, type DraftQuestion } from '../domain/draft/events.js';

/** What is sealed of an answer: as it was typed, right or not, and what the person saw when they typed it. */
export interface KeptAnswer {
  readonly typed: FormState['typed'];
  readonly shownIn: 'en' | 'cy';
  readonly wordingVersion: number;
  /** Of a further question: which version was answered. */
  readonly questionVersion?: number;
}

export type KeptAnswers = Readonly<Partial<Record<DraftQuestion, KeptAnswer>>>;

export interface OpenDraft {
  readonly id: string;
  readonly begun: DraftBegun['data'];
  readonly organisation: string;
  readonly expiresAt: string;
  readonly answers: KeptAnswers;
}

/** From the keyed hash of the code: whoever holds the code finds the draft, and nothing kept leads back to the code. */
export const draftIdOf = (typed: string, secret: Uint8Array): string => idFrom('draft', hashTyped(typed, secret));

export const tellerOfDraft = (draft: string): string => idFrom('draft-teller', draft);

/** One draft becomes one story, however often it is sent. */
export const tellingOfDraft = (draft: string): string => idFrom('tell', draft);
export const storyOfDraft = (draft: string): string => idFrom(tellingOfDraft(draft), 'story');

const stateAfter = (recorded: readonly RecordedEvent[]): DraftState | undefined =>
  recorded.reduce<DraftState | undefined>(
    (before, { event }) => (isDraftEvent(event) ? draftDecider.evolve(before, event) : before),
    draftDecider.initialState,
  );

export const draftNow = async (
  { store }: Pick<ServiceRuntime, 'store'>,
  draft: string,
): Promise<DraftState | undefined> => stateAfter(await store.read(draftStream(draft)));

/** The draft a code opens: read from its stream, so that what was kept a moment ago is there. */
export async function openDraft(service: ServiceRuntime, typed: string): Promise<OpenDraft | undefined> {
  const id = draftIdOf(typed, service.secret);
  const owner = draftStream(id);
  const recorded = await service.store.read(owner);
  const state = stateAfter(recorded);
  const organisation = recorded[0]?.metadata.organisation ?? '';
  if (!draftIsOpen(state, service.clock.now())) return undefined;
  const reader = { person: tellerOfDraft(id), organisation };
  const unlocked = await service.unlocking.unlockOne({ owner, reader, purpose: 'own', use: 'read' });
  if (unlocked.kind === 'withheld') return undefined;
  const answers: Partial<Record<DraftQuestion, KeptAnswer>> = {};
  for (const { event } of recorded) {
    if (!isDraftEvent(event) || event.type !== 'AnswerKept') continue;
    const { question, answer } = event.data;
    if (state.answers[question]?.version === answer.version) answers[question] = unlocked.open<KeptAnswer>(answer);
  }
  return { id, begun: state.begun, organisation, expiresAt: state.expiresAt, answers };
}
