import type { DataProtectionDesign } from '#contracts/shared/programme.js';
import { aPeriod, aProgramme, safeguarding } from '#contracts/testing/a-programme.js';
import { given } from '#contracts/testing/given.js';

import { approvePack, settleDataProtection } from './approval.js';
import { addPeriod, openPeriod } from './decide.js';
import type { PackApproved, ProgrammeEvent } from './events.js';
import { programmeCreated } from './programme.builders.js';
import { reviseRules } from './revise.js';
import { programmeDecider } from './state.js';
import { undecidedOf } from './undecided.js';

const us = 'pont-y-bore';
const settled: DataProtectionDesign = {
  lawfulBasis: 'public-task',
  specialCondition: 'health-or-social-care',
  contact: 'Data Protection Office, Bridge Street',
  steps: [
    { step: 'collecting', controller: 'Pont y Bore', processor: '' },
    { step: '1', controller: 'Pont y Bore', processor: '' },
    { step: '2', controller: 'The health board', processor: 'A host' },
    { step: 'reporting', controller: 'The health board', processor: '' },
  ],
  opensOnlyApproved: true,
};
const approval = { version: 3, by: 'A1', at: '2026-11-21T10:00:00.000Z', capacity: 'DPO', undecided: 0, why: null };
const approved: PackApproved = { type: 'PackApproved', schemaVersion: 1, data: approval };
const dataProtectionSettled: ProgrammeEvent = {
  type: 'DataProtectionSettled',
  schemaVersion: 1,
  data: { dataProtection: settled, why: null },
};
const created = programmeCreated({ safeguarding });
const programme = (...events: readonly ProgrammeEvent[]) => given(programmeDecider, [created, ...events]);
const after = (...events: readonly ProgrammeEvent[]) =>
  [created, ...events].reduce(programmeDecider.evolve, programmeDecider.initialState);

describe('data protection', () => {
  it('is settled for steps that the ladder has, each once, and is no change as it was', () => {
    programme()
      .when((state) => settleDataProtection(state, us, settled, null))
      .then([dataProtectionSettled]);
    programme(dataProtectionSettled)
      .when((state) => settleDataProtection(state, us, settled, null))
      .then([]);
    for (const step of ['3', 'collecting']) {
      const stray = { ...settled, steps: [...settled.steps, { step, controller: 'X', processor: '' }] };
      programme()
        .when((state) => settleDataProtection(state, us, stray, null))
        .thenRefused('data-protection-step-unknown', { field: 'steps.4.step' });
    }
    programme()
      .when((state) => settleDataProtection(state, 'others', settled, null))
      .thenRefused('programme-not-found');
  });
});

describe('an approval', () => {
  const approve = (capacity: string) => (state: Parameters<typeof approvePack>[0]) =>
    approvePack(state, us, { ...approval, capacity });

  it('names an office, and is given once for one state of the settings', () => {
    programme().when(approve(' DPO ')).then([approved]);
    programme().when(approve(' ')).thenRefused('pack-capacity-missing', { field: 'capacity' });
    programme(approved).when(approve('DPO')).thenRefused('pack-approved-already');
  });

  it('is gone when a setting changes, and not when a period like the others is added, opened or closed', () => {
    const change = (event: ProgrammeEvent) => after(approved, event)?.approval?.by;
    const period = aPeriod({ id: '2026-Q2' });
    expect(after(approved)?.approval).toEqual({ version: 3, by: 'A1', at: approval.at });
    for (const type of ['PeriodOpened', 'PeriodClosed'] as const) {
      expect(change({ type, schemaVersion: 1, data: { period: '2026-Q1', why: null } })).toBe('A1');
    }
    expect(change({ type: 'PeriodAdded', schemaVersion: 1, data: { period, why: null } })).toBe('A1');
    const asks = { ...period, prompt: aProgramme().prompt };
    expect(change({ type: 'PeriodAdded', schemaVersion: 1, data: { period: asks, why: null } })).toBeUndefined();
    expect(change(dataProtectionSettled)).toBeUndefined();
    const rules = { ...aProgramme().rules, tellersHidden: false };
    expect(change({ type: 'RulesRevised', schemaVersion: 1, data: { rules, why: null } })).toBeUndefined();
  });

  it('is asked for before a period opens, where the programme says so', () => {
    const open = (state: Parameters<typeof openPeriod>[0]) => openPeriod(state, us, '2026-Q1', null);
    const opened = { type: 'PeriodOpened', schemaVersion: 1, data: { period: '2026-Q1', why: null } } as const;
    programme().when(open).then([opened]);
    programme(dataProtectionSettled).when(open).thenRefused('pack-not-approved');
    programme(dataProtectionSettled, approved).when(open).then([opened]);
    const [revised] = [reviseRules(after(), us, { ...aProgramme().rules, maxRounds: 9 }, null)].flat();
    if (revised === undefined || 'refusal' in revised) throw new Error('The rules were not changed');
    programme(dataProtectionSettled, approved, revised).when(open).thenRefused('pack-not-approved');
    programme(dataProtectionSettled, approved)
      .when((state) => addPeriod(state, 'others', aPeriod(), null))
      .thenRefused('programme-not-found');
  });
});

describe('what is still to decide', () => {
  it('is everything at first, and nothing once all of it is settled', () => {
    const bare = aProgramme({ panels: [] });
    expect(undecidedOf(bare)).toEqual([
      ...['collecting', '1', '2', 'reporting'].map((step) => ({ what: 'controller', step })),
      ...['lawful-basis', 'special-condition', 'contact', 'safeguarding', 'keeping', 'panels'].map((what) => ({
        what,
      })),
    ]);
    const care = { waitingDays: 7, words: { en: [], cy: [] }, keepMonths: 24 };
    expect(undecidedOf(aProgramme({ dataProtection: settled, safeguarding, care }))).toEqual([]);
  });
});
