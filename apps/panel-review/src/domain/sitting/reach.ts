import type { ReasonOnRecord } from './events.js';

export type Reach = ReasonOnRecord['reach'];

/** Beyond the panel itself, which reads whatever is said in it. */
export const stepsBeyond = ['later-panels', 'teller', 'reports'] as const;
export type StepBeyond = (typeof stepsBeyond)[number];

/** No further than the panel that heard it: whoever said it aloud was not asked, and can let it go further. */
export const heardHere: Reach = ['this-panel'];

/** How far a reason goes when its author says nothing: never to the teller unasked. */
export const usualSteps: readonly StepBeyond[] = ['later-panels', 'reports'];

/** The panel’s own reason: those whose stories it chose are told why (method.md, step 6). */
export const usualStepsOfPanel: readonly StepBeyond[] = ['later-panels', 'teller', 'reports'];

/** In one order, so that the same choice is the same reach. */
export const reachOf = (chosen: readonly string[]): Reach => [
  'this-panel',
  ...stepsBeyond.filter((step) => chosen.includes(step)),
];

export const isSameReach = (one: Reach, other: Reach): boolean =>
  one.length === other.length && one.every((step) => other.includes(step));

/** How many of what was said elsewhere were let go this far when they came. */
export const saidForLaterPanels = (reasons: readonly Pick<ReasonOnRecord, 'reach'>[]): number =>
  reasons.filter(({ reach }) => reach.includes('later-panels')).length;
