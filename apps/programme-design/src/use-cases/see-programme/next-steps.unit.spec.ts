import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { aDomain, aPanel, aPeriod, aProgramme, safeguarding } from '#contracts/testing/a-programme.js';
import { loadWords } from '#web/words/words.js';

import { nextSteps } from './next-steps.js';

const words = loadWords(import.meta.url, 'see-programme').en;
const lessons = aDomain({ id: 'lessons', kind: 'negative' });
const steps = (given: Partial<ProgrammeDesign>, mayChange = true) =>
  nextSteps(
    {
      id: 'telling',
      organisation: 'us',
      version: 1,
      design: aProgramme({ domains: [lessons], safeguarding, ...given }),
    },
    mayChange,
    words,
  ).map(({ text, href }) => [text, href]);
const open = aPeriod({ status: 'open' });
const closed = aPeriod({ status: 'closed' });

describe('what a programme needs next', () => {
  it('is a period, where there is none', () => {
    expect(steps({ periods: [] })).toEqual([['Add a reporting period', '/en/programmes/telling/add-period']]);
  });

  it('is to open the period that is planned first', () => {
    const later = aPeriod({ id: '2026-Q2', opens: '2026-04-01', name: { en: 'Spring', cy: 'Gwanwyn' } });
    expect(steps({ periods: [later, aPeriod()] })).toEqual([
      ['Open the period: January to March 2026', '/en/programmes/telling/periods/2026-Q1/open-period'],
    ]);
  });

  it('is somebody for safeguarding, before a period is opened', () => {
    const { safeguarding: _, ...design } = aProgramme({ domains: [lessons] });
    const found = nextSteps({ id: 'telling', organisation: 'us', version: 1, design }, true, words);
    expect(found.map(({ href }) => href)).toEqual(['/en/programmes/telling/name-safeguarding']);
  });

  it('is to tell stories while a period is open', () => {
    expect(steps({ periods: [open] }, false)).toEqual([
      ['Tell a story in the period: January to March 2026', '/en/tell-your-story?programme=telling'],
    ]);
  });

  it('is to say who is on the panels while the first period is open, to those who can', () => {
    const first = { periods: [open], panels: [aPanel()] };
    expect(steps(first).at(-1)).toEqual(['Say who is on the panels', '/en/panels']);
    expect(steps(first, false)).toHaveLength(1);
    expect(steps({ ...first, periods: [closed, open] })).not.toContainEqual(['Say who is on the panels', '/en/panels']);
  });

  it('is the meetings, the report and the next period once all are closed', () => {
    expect(steps({ periods: [closed] })).toEqual([
      ['Add the next reporting period', '/en/programmes/telling/add-period'],
      ['See the panels’ meetings', '/en/meetings'],
      ['See the report: January to March 2026', '/en/programmes/telling/periods/2026-Q1/report'],
    ]);
  });

  it('is a level before a panel', () => {
    expect(steps({ periods: [open], levels: [], panels: [] })[0]).toEqual([
      'Add the first level of panels',
      '/en/programmes/telling/name-level',
    ]);
    expect(steps({ periods: [open], panels: [] })[0]).toEqual(['Add a panel', '/en/programmes/telling/place-panel']);
  });

  it('is a domain for lessons, where there is none', () => {
    expect(steps({ periods: [open], domains: [aDomain()] })[0]).toEqual([
      'Add a domain for lessons',
      '/en/programmes/telling/add-domain',
    ]);
  });

  it('is no change for whoever may not change it', () => {
    expect(steps({ periods: [], levels: [], panels: [], domains: [aDomain()] }, false)).toEqual([]);
  });
});
