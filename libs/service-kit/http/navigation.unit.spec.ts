import type { Principal, RoleName } from '#access/principal.js';

import { navigationFor } from './navigation.js';

const somebody = (...roles: readonly RoleName[]): Principal => ({
  ...{ kind: 'person', person: 'P1', organisation: 'ours', session: 'of-P1', language: 'en', isSample: false },
  roles: roles.map((role) => ({ role })),
});

const currentOf = (path: string, ...roles: readonly RoleName[]): readonly string[] =>
  navigationFor(somebody(...roles), 'en', path)
    .filter(({ isCurrent }) => isCurrent)
    .map(({ text }) => text);

describe('the menu says where somebody is', () => {
  it.each([
    ['/en/reports', 'Reports'],
    ['/en/programmes/telling', 'Programmes'],
    ['/en/programmes/telling/periods/2026-Q1/report', 'Reports'],
    ['/en/programmes/telling/periods/2026-Q1/report/recalls', 'Reports'],
    ['/en/programmes/telling/measures', 'Reports'],
    ['/en/programmes/telling/periods/2026-Q1/open-period', 'Programmes'],
    ['/en/programmes/telling/stories/to-read', 'Stories'],
    ['/en/import-stories/I1', 'Stories'],
    ['/en/stories/S1', 'Stories'],
  ])('%s: %s', (path, item) => {
    expect(currentOf(path, 'evaluator')).toEqual([item]);
  });

  it('by what is in their menu: who only runs meetings has no list of stories', () => {
    expect(currentOf('/en/programmes/telling/stories/to-read', 'facilitator')).toEqual(['Programmes']);
    expect(currentOf('/en/import-stories', 'collector')).toEqual(['Bring in a story']);
  });

  it('names one of them at most, and none on a page that belongs to none', () => {
    expect(currentOf('/en/stories/bring-in', 'collector', 'evaluator')).toEqual(['Bring in a story']);
    expect(currentOf('/en/import-stories', 'collector', 'evaluator')).toEqual(['Bring in a story']);
    expect(currentOf('/en', 'evaluator')).toEqual([]);
  });
});
