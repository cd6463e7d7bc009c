import { aDomain, aPeriod, aProgramme } from '#contracts/testing/a-programme.js';

import type { ProgrammeEvent } from './events.js';
import { holdsFrom } from './holds-from.js';

const created = (...open: readonly string[]): ProgrammeEvent => ({
  type: 'ProgrammeCreated',
  schemaVersion: 1,
  data: { design: aProgramme({ periods: open.map((id) => aPeriod({ id, status: 'open' })) }) },
});
const opened = (period: string): ProgrammeEvent => ({
  type: 'PeriodOpened',
  schemaVersion: 1,
  data: { period, why: null },
});
const closed = (period: string): ProgrammeEvent => ({
  type: 'PeriodClosed',
  schemaVersion: 1,
  data: { period, why: null },
});
const guides: ProgrammeEvent = { type: 'GuidesRevised', schemaVersion: 1, data: { guides: {}, why: null } };
const domain = (firstPeriod?: string): ProgrammeEvent => ({
  type: 'DomainAdded',
  schemaVersion: 1,
  data: {
    domain: {
      ...aDomain(),
      ...(firstPeriod === undefined ? {} : { firstPeriod }),
    },
    why: null,
  },
});

describe('a change of a programme holds', () => {
  it('from the periods that are open when it is made', () => {
    expect(holdsFrom([created(), opened('q1'), guides])[2]).toEqual(['q1']);
    expect(holdsFrom([created('q1', 'q2'), guides])[1]).toEqual(['q1', 'q2']);
  });

  it('from the next one to open, where none is; from none while there is none', () => {
    const changes = holdsFrom([
      created('q1'),
      closed('q1'),
      guides,
      opened('q2'),
      opened('q3'),
      closed('q2'),
      closed('q3'),
      guides,
    ]);
    expect([changes[2], changes[7]]).toEqual([['q2'], []]);
  });

  it('from the period that a domain is asked about from, where that is said', () => {
    expect(holdsFrom([created('q1'), domain('q3'), domain()]).slice(1)).toEqual([['q3'], ['q1']]);
  });

  it('from no period where it is one that was opened or closed, or the programme itself', () => {
    expect(holdsFrom([created('q1'), closed('q1'), opened('q2')])).toEqual([undefined, undefined, undefined]);
  });
});
