import type { SomeoneAsking } from '#access/principal.js';
import type { ReasonText } from '#contracts/shared/story-text.js';
import type { UnlockRequest } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { SittingState } from '../domain/sitting/state.js';
import { readerOn } from './opened-texts.js';

export interface RemarkRead {
  readonly remark: string;
  readonly story: string | null;
  readonly author: string;
  /** Null: it can no longer be read, or it is hidden from this reader. */
  readonly text: string | null;
  /** Its author took it back. */
  readonly isCalledBack: boolean;
  /** Null: it is not hidden. */
  readonly hidden: { readonly because: string | null } | null;
}

/** In order. What is hidden is read by nobody but its author; why it is, by everybody of the panel. */
export async function openedRemarks(
  { unlocking }: ServiceRuntime,
  who: SomeoneAsking,
  { opened, remarks, calledBack }: SittingState,
): Promise<readonly RemarkRead[]> {
  const reader = readerOn(opened, who);
  const request = (id: string): UnlockRequest => ({
    ...{ owner: `reason/${id}`, reader, purpose: 'audience', audience: 'panel', use: 'read', reach: 'this-panel' },
  });
  const asked = remarks.flatMap(({ remark, hidden }) =>
    hidden === null ? [request(remark)] : [request(remark), request(hidden.because.reason)],
  );
  const answers = new Map((await unlocking.unlock(asked)).map((answer) => [answer.owner, answer]));
  const read = (id: string, text: Parameters<typeof textOf>[1]): string | null =>
    textOf(answers.get(`reason/${id}`), text);
  return remarks.map(({ remark, story, author, text, hidden }) => ({
    ...{ remark, story, author },
    isCalledBack: calledBack.includes(remark),
    text: hidden === null || author === who.person ? read(remark, text) : null,
    hidden: hidden === null ? null : { because: read(hidden.because.reason, hidden.because.text) },
  }));
}

type Answers = Awaited<ReturnType<ServiceRuntime['unlocking']['unlock']>>;

const textOf = (answer: Answers[number] | undefined, sealed: SittingState['remarks'][number]['text']): string | null =>
  answer?.kind === 'granted' ? answer.open<ReasonText>(sealed).text : null;
