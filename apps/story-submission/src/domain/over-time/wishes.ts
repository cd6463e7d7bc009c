import type { Decision } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

import type { CircumstancesSaid, OverTimeEvent, WishesChanged } from './events.js';
import type { OverTime } from './over-time.js';

/** Once: what was said while telling stays as it was said. */
export const sayCircumstances = ({ said }: OverTime, data: CircumstancesSaid['data']): Decision<OverTimeEvent> =>
  said === null ? [{ type: 'CircumstancesSaid', schemaVersion: 1, data }] : [];

/** By the teller alone, at any time. */
export const changeWishes = ({ isDead }: OverTime, data: WishesChanged['data']): Decision<OverTimeEvent> =>
  isDead ? refuse('teller-has-died') : [{ type: 'WishesChanged', schemaVersion: 1, data }];
