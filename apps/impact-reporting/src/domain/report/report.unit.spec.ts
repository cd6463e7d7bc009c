import { given } from '#contracts/testing/given.js';

import { publishReport, reissueWithout, reportDecider, type ReportPublished } from './report.js';

const of = { programme: 'telling', period: '2026-Q1' };
const published: ReportPublished = {
  type: 'ReportPublished',
  schemaVersion: 1,
  data: { report: 'telling.2026-Q1', ...of, issue: 1, audience: 'public', stories: ['A', 'B'] },
};

describe('a report', () => {
  it('is published as issue 1', () => {
    given(reportDecider, [])
      .when((state) => publishReport(state, of, 'public', ['A', 'B']))
      .then([published]);
  });

  it('counts its issues up', () => {
    given(reportDecider, [published])
      .when((state) => publishReport(state, of, 'partner', ['A']))
      .then([{ ...published, data: { ...published.data, issue: 2, audience: 'partner', stories: ['A'] } }]);
  });

  it('is issued again without a story that was taken back', () => {
    given(reportDecider, [published])
      .when((state) => reissueWithout(state, 'A'))
      .then([
        {
          type: 'ReportReissued',
          schemaVersion: 1,
          data: { ...published.data, issue: 2, stories: ['B'], withdrawn: 'A' },
        },
      ]);
  });

  it('stays as it is when the story was not in it', () => {
    given(reportDecider, [published])
      .when((state) => reissueWithout(state, 'C'))
      .thenNothing();
  });
});
