import type { Consent } from '#contracts/shared/consent.js';

import type { WithdrawnBecause } from '../domain/story/events.js';
import type { OverTimeStep } from '../over-time/over-time-steps.js';

export interface ConsentStep {
  readonly at: string;
  readonly what:
    | 'given'
    | 'narrowed'
    | 'renewed'
    | 'paused'
    | 'resumed'
    | 'withdrawn'
    | 'erased'
    | 'took-part-back'
    | 'part-erased'
    | OverTimeStep['what'];
  readonly by: 'teller' | 'staff' | 'file' | 'newid';
  /** Of staff who took it back for its teller. That somebody may be in danger is not told here. */
  readonly because?: Exclude<WithdrawnBecause, 'safeguarding'>;
  /** Who helped, or was with them: a role, and a name where whoever asks may read it. */
  readonly person?: OverTimeStep['person'];
  /** Null where the step changed no answer. */
  readonly consent: Consent | null;
}
