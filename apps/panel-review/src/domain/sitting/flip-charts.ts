import { refuse } from '#contracts/shared/refusal.js';

import type { FlipChartAdded } from './events.js';
import { event, type By, type Decided, type State } from './in-sitting.js';
import type { SittingState } from './state.js';

/** A meeting has a few sheets, not an album. */
export const mostFlipCharts = 20;

/** Who leads it or helps to, while it is open and afterwards: the sheets are often photographed when all have gone. */
function ledBy(state: State, by: By, decide: (sitting: SittingState) => Decided): Decided {
  if (state?.opened.organisation !== by.organisation) return refuse('sitting-not-found');
  const { opened, arrangements } = state;
  const leads = opened.facilitator === by.actor || arrangements?.coFacilitator === by.actor;
  return leads ? decide(state) : refuse('not-the-facilitator');
}

export const addFlipChart = (state: State, by: By, data: FlipChartAdded['data']): Decided =>
  ledBy(state, by, ({ opened, flipCharts }) => {
    if (opened.heldIn !== 'room') return refuse('flip-chart-without-room');
    if (flipCharts.some(({ photo }) => photo === data.photo)) return [];
    if (flipCharts.length >= mostFlipCharts) return refuse('too-many-flip-charts', 'file', { n: mostFlipCharts });
    return [event('FlipChartAdded', data)];
  });

export const takeFlipChartAway = (state: State, by: By, photo: string): Decided =>
  ledBy(state, by, ({ flipCharts }) =>
    flipCharts.some((each) => each.photo === photo) ? [gone(photo, by.actor)] : [],
  );

/** As long as the programme keeps what it was told, and no longer. */
export const flipChartsKeptLongEnough = (state: State, actor: string): Decided =>
  (state?.flipCharts ?? []).map(({ photo }) => gone(photo, actor));

const gone = (photo: string, by: string) => event('FlipChartTakenAway', { photo, by });
