import { collection, type ReadModel } from '#projections/read-model.js';

import { isSittingEvent } from '../../domain/sitting/events.js';
import { sittingDecider, type SittingState } from '../../domain/sitting/state.js';

export interface SittingDocument {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly period: string;
  readonly isClosed: boolean;
  readonly openedAt: string;
  readonly closedAt?: string;
  readonly version: number;
  readonly state: SittingState;
}

/** A story that a closed sitting sends on: chosen, to a panel above, or to itself in a later period. */
export interface StorySentOn {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly period: string;
  readonly toPanel: string;
  readonly story: string;
  readonly sitting: string;
}

export const sittings = collection<SittingDocument>()('sittings', {
  byOrganisation: ['organisation', 'openedAt'],
  byOpenness: ['isClosed', 'openedAt'],
  byPeriod: ['programme', 'period', 'openedAt'],
});

export const storiesSentOn = collection<StorySentOn>()('stories-sent-on', {
  byPanel: ['programme', 'toPanel', 'period', 'story'],
  byPeriod: ['programme', 'period', 'story'],
});

export const sittingsModel: ReadModel = {
  name: 'sittings',
  version: 9,
  collections: [sittings, storiesSentOn],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (!isSittingEvent(event)) return;
    const id = stream.slice('sitting/'.length);
    const before = await changes.get(sittings, id);
    const state = sittingDecider.evolve(before?.state, event);
    if (state === undefined) return;
    const { organisation, programme, period } = state.opened;
    changes.put(sittings, {
      ...{ id, organisation, programme, period, state },
      isClosed: state.isClosed,
      openedAt: before?.openedAt ?? metadata.at,
      ...(event.type === 'SittingClosed' ? { closedAt: metadata.at } : {}),
      version: streamVersion,
    });
    if (event.type !== 'SittingClosed') return;
    const sendOn = (story: string, toPanel: string, toPeriod: string): void => {
      const sent = { organisation, programme, period: toPeriod, toPanel, story, sitting: id };
      changes.put(storiesSentOn, { id: `${id} ${story} ${toPanel} ${toPeriod}`, ...sent });
    };
    for (const { story, toPanels } of state.passedUp) {
      for (const toPanel of toPanels) sendOn(story, toPanel, period);
    }
    for (const { story, toPeriod } of state.heldOver) sendOn(story, state.opened.panel, toPeriod);
  },
};
