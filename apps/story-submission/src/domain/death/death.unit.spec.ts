import { given } from '#contracts/testing/given.js';

import {
  askToUndo,
  confirmDeath,
  deathDecider,
  isDead,
  reportDeath,
  setDeathAside,
  undoDeath,
  type DeathEvent,
} from './death.js';

const report = {
  ...{ teller: 'T', story: 'S', programme: 'telling', toldBy: 'family' as const, diedOn: '2026-03-01' },
  ...{ note: null, by: 'A1' },
};
const reported: DeathEvent = { type: 'DeathReported', schemaVersion: 1, data: report };
const confirmed: DeathEvent = { type: 'DeathConfirmed', schemaVersion: 1, data: { teller: 'T', by: 'E1' } };
const undoAsked: DeathEvent = { type: 'DeathUndoAsked', schemaVersion: 1, data: { by: 'E1' } };

describe('a death that staff record', () => {
  it('is recorded by one person and confirmed by another', () => {
    given(deathDecider, [])
      .when((state) => reportDeath(state, report, '2026-03-02'))
      .then([reported]);
    given(deathDecider, [])
      .when((state) => reportDeath(state, report, '2026-02-28'))
      .thenRefused('death-day-ahead');
    const waits = given(deathDecider, [reported]);
    expect(isDead(waits.state)).toBe(false);
    waits.when((state) => reportDeath(state, report, '2026-03-02')).thenRefused('death-reported-already');
    waits.when((state) => confirmDeath(state, 'T', 'A1')).thenRefused('over-time-second-person-needed');
    waits.when((state) => confirmDeath(state, 'T', 'E1')).then([confirmed]);
    expect(isDead(given(deathDecider, [reported, confirmed]).state)).toBe(true);
  });

  it('can be set aside before it is confirmed, and undone by two persons after', () => {
    given(deathDecider, [reported])
      .when((state) => setDeathAside(state, 'E1'))
      .then([{ type: 'DeathReportSetAside', schemaVersion: 1, data: { by: 'E1' } }]);
    const sure = given(deathDecider, [reported, confirmed]);
    sure.when((state) => setDeathAside(state, 'E1')).thenRefused('death-not-reported');
    sure.when((state) => undoDeath(state, 'T', 'A1')).thenRefused('death-not-reported');
    sure.when((state) => askToUndo(state, 'E1')).then([undoAsked]);
    const doubted = given(deathDecider, [reported, confirmed, undoAsked]);
    expect(isDead(doubted.state)).toBe(true);
    doubted.when((state) => undoDeath(state, 'T', 'E1')).thenRefused('over-time-second-person-needed');
    doubted
      .when((state) => undoDeath(state, 'T', 'A1'))
      .then([{ type: 'DeathUndone', schemaVersion: 1, data: { teller: 'T', by: 'A1' } }]);
  });
});
