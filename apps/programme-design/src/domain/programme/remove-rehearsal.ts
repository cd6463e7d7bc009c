import type { Decision } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

import { within } from './decide.js';
import type { ProgrammeEvent } from './events.js';
import type { ProgrammeState } from './state.js';

/** A programme that people tell real stories in is never removed like this. */
export const removeRehearsal = (state: ProgrammeState, organisation: string): Decision<ProgrammeEvent> =>
  within(state, organisation, ({ rehearsal }) => {
    if (rehearsal === 'over') return [];
    if (rehearsal === undefined) return refuse('programme-is-no-rehearsal');
    return [{ type: 'RehearsalRemoved', schemaVersion: 1, data: { why: null } }];
  });
