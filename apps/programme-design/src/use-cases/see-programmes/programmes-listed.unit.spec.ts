import { aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';

import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { programmesListed, type ListAsked } from './programmes-listed.js';

const document = (id: string, given: Partial<ProgrammeDesign>): ProgrammeDocument => ({
  id,
  organisation: 'pont-y-bore',
  version: 1,
  design: aProgramme({ id, ...given }),
});

const all = [
  document('sea', { name: { en: 'By the sea', cy: 'Môr a mynydd' }, periods: [aPeriod({ opens: '2026-01-05' })] }),
  document('carers', { name: { en: 'Carers', cy: 'Gofalwyr' }, periods: [] }),
  document('youth', {
    name: { en: 'Young people', cy: 'Pobl ifanc' },
    purpose: { en: 'To learn with carers', cy: 'Dysgu' },
    periods: [aPeriod({ opens: '2026-07-01', status: 'open' })],
  }),
];
const listed = (asked: Partial<ListAsked>, language: 'en' | 'cy' = 'en') =>
  programmesListed(all, { search: '', order: 'name', ...asked }, language).map(({ id }) => id);

describe('the list of programmes', () => {
  it('stands in the order of names in the language of the page', () => {
    expect(listed({})).toEqual(['sea', 'carers', 'youth']);
    expect(listed({}, 'cy')).toEqual(['carers', 'sea', 'youth']);
  });

  it('puts those first that are open for stories', () => {
    expect(listed({ order: 'open-first' })).toEqual(['youth', 'sea', 'carers']);
  });

  it('puts the latest period first, and those without one last', () => {
    expect(listed({ order: 'latest-period' })).toEqual(['youth', 'sea', 'carers']);
  });

  it('finds by words of name or purpose, in both languages, without case or marks', () => {
    expect(listed({ search: 'CARERS' })).toEqual(['carers', 'youth']);
    expect(listed({ search: 'mor mynydd' })).toEqual(['sea']);
    expect(listed({ search: 'carers mynydd' })).toEqual([]);
  });
});
