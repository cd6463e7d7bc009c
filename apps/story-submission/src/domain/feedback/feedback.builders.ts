import type { ContractData } from '#contracts/shared/contract.js';
import type { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';

import type { FeedbackDrafted } from './events.js';

export const aFeedbackDrafted = (given: Partial<FeedbackDrafted['data']> = {}): FeedbackDrafted => ({
  type: 'FeedbackDrafted',
  schemaVersion: 1,
  data: {
    feedback: 'S-M-teller',
    story: 'S',
    reference: 'DN-001',
    sitting: 'M',
    panel: 'east',
    programme: 'telling',
    period: '2026-Q1',
    level: 1,
    to: 'teller',
    addressee: 'T',
    language: 'en',
    sittingClosedAt: '2026-04-10T15:00:00.000Z',
    decided: { outcome: 'one', isChosen: false, isPassedUp: false, heldOverTo: null },
    lesson: null,
    groupReason: null,
    ...given,
  },
});

type Closed = ContractData<typeof sittingClosedV1>;

/** Sitting M of panel east, level 1, that chose story S. */
export const aClosedSitting = (given: Partial<Closed> = {}): Closed => ({
  sitting: 'M',
  programme: 'telling',
  panel: 'east',
  level: 1,
  period: '2026-Q1',
  domain: null,
  method: 'majority',
  openedAt: '2026-04-10T13:00:00.000Z',
  closedAt: '2026-04-10T15:00:00.000Z',
  received: [{ story: 'S', from: 'period' }],
  outcome: { kind: 'one', stories: ['S'], followsCount: true },
  heldOver: [],
  passedUp: [],
  reasons: [],
  rounds: [],
  members: 3,
  ...given,
});

/** A reason of that panel, as a closed sitting tells of it. */
export const aReason = (given: Partial<Closed['reasons'][number]> = {}): Closed['reasons'][number] => ({
  reason: 'R',
  kind: 'lesson',
  stories: ['S'],
  author: 'F1',
  panel: 'east',
  level: 1,
  period: '2026-Q1',
  reach: ['this-panel', 'teller'],
  text: { class: 'reason', version: 1, box: 'sealed' },
  ...given,
});
