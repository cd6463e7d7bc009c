import type { Reader, UnlockRequest, WithheldBecause } from '#key-vault/key-vault.js';
import type { Unlocking } from '#service-kit/unlocking/unlocking.js';

import type { OutcomeText, OwnerText, RecommendationText } from './domain/action/action.js';
import type { ActionDocument } from './read-models/actions/actions.js';

/** An action with its texts, as they may be read at this moment. Never stored. */
export interface ActionRead {
  readonly action: ActionDocument;
  readonly texts:
    | {
        readonly kind: 'shown';
        readonly recommendation: string;
        readonly owner: string | null;
        readonly outcome: string | null;
      }
    | { readonly kind: 'withheld'; readonly because: WithheldBecause };
}

/** `work`: whoever follows actions up; `organisation`: everybody there, as far as each teller agreed. */
export async function readActions(
  unlocking: Unlocking,
  documents: readonly ActionDocument[],
  readerOf: (action: ActionDocument) => Reader,
  as: 'work' | 'organisation',
): Promise<readonly ActionRead[]> {
  const whoReads = as === 'work' ? { purpose: 'code' as const } : { purpose: 'audience' as const, audience: as };
  const answers = await unlocking.unlock(
    documents.map((action): UnlockRequest => ({
      ...{ owner: `reason/${action.id}`, reader: readerOf(action), use: 'read', reach: 'reports' },
      ...whoReads,
    })),
  );
  return documents.map((action, at) => {
    const answer = answers[at];
    if (answer?.kind !== 'granted')
      return { action, texts: { kind: 'withheld', because: answer?.because ?? 'unknown' } };
    const { recommendation } = answer.open<RecommendationText>(action.recommendation);
    return {
      action,
      texts: {
        ...{ kind: 'shown', recommendation },
        owner: action.owner === null ? null : answer.open<OwnerText>(action.owner).owner,
        outcome: action.outcome === null ? null : answer.open<OutcomeText>(action.outcome).outcome,
      },
    };
  });
}
