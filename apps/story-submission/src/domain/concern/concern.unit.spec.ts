import { given } from '#contracts/testing/given.js';

import {
  closeConcern,
  concernDecider,
  concernsAbout,
  dueAfter,
  keepsStoryBack,
  mayReadConcern,
  raiseConcern,
  takeConcern,
  type ConcernEvent,
} from './concern.js';

const sealed = { class: 'text', version: 1, box: 'sealed' } as const;
const raised = {
  ...({ type: 'ConcernRaised', schemaVersion: 1 } as const),
  data: { concern: 'C', programme: 'telling', story: 'S', said: sealed, dueAt: '2026-11-22T10:00:00.000Z' },
};
const taken = (owner: string): ConcernEvent => ({ type: 'ConcernTaken', schemaVersion: 1, data: { owner } });
const closed: ConcernEvent = {
  ...{ type: 'ConcernClosed', schemaVersion: 1 },
  data: { outcome: 'support-offered', note: sealed },
};
const concern = (...events: readonly ConcernEvent[]) => given(concernDecider, [raised, ...events]);

describe('a concern', () => {
  it('is raised once, and has to be taken within a day', () => {
    given(concernDecider, [])
      .when((state) => raiseConcern(state, raised.data))
      .then([raised]);
    concern()
      .when((state) => raiseConcern(state, raised.data))
      .thenRefused('concern-not-open');
    expect(dueAfter('2026-11-21T10:00:00.000Z')).toBe('2026-11-22T10:00:00.000Z');
  });

  it('is taken by one, and passes to the other', () => {
    concern()
      .when((state) => takeConcern(state, 'lead'))
      .then([taken('lead')]);
    concern(taken('lead'))
      .when((state) => takeConcern(state, 'lead'))
      .thenNothing();
    concern(taken('lead'))
      .when((state) => takeConcern(state, 'deputy'))
      .then([taken('deputy')]);
  });

  it('is closed by whoever has it, once, with an outcome', () => {
    const close = (by: string) => (state: Parameters<typeof closeConcern>[0]) =>
      closeConcern(state, by, 'support-offered', sealed);
    concern().when(close('lead')).thenRefused('concern-not-yours');
    concern(taken('lead')).when(close('deputy')).thenRefused('concern-not-yours');
    concern(taken('lead')).when(close('lead')).then([closed]);
    concern(taken('lead'), closed).when(close('lead')).thenRefused('concern-not-open');
    concern(taken('lead'), closed)
      .when((state) => takeConcern(state, 'deputy'))
      .thenRefused('concern-not-open');
    given(concernDecider, [])
      .when((state) => takeConcern(state, 'lead'))
      .thenRefused('concern-not-found');
  });

  it('is read by neither of the two whom it is about', () => {
    const readBy = (role: 'lead' | 'deputy') => concernsAbout.filter((about) => mayReadConcern(about, role));
    expect(readBy('lead')).toEqual(['danger', 'staff', 'deputy']);
    expect(readBy('deputy')).toEqual(['danger', 'staff', 'lead']);
  });

  it('keeps the story from panels where it is about somebody at work', () => {
    expect(concernsAbout.filter(keepsStoryBack)).toEqual(['staff', 'lead', 'deputy']);
  });
});
