import type { ConsentAudience } from '#contracts/shared/consent.js';
import { given } from '#contracts/testing/given.js';

import { mayBeShownTo } from './consents-needed.js';
import {
  publishReport,
  reissueWithout,
  reportDecider,
  showMore,
  type ReportPublished,
  type ReportReissued,
  type ReportShowedMore,
} from './report.js';

const of = { programme: 'telling', period: '2026-Q1' };

const about = (issue: number, audience: ConsentAudience, ...stories: readonly string[]) => ({
  ...{ report: 'telling.2026-Q1', ...of, issue, audience, stories },
});
const published = (...issue: Parameters<typeof about>): ReportPublished => ({
  ...{ type: 'ReportPublished', schemaVersion: 1, data: about(...issue) },
});
const showedMore = (...issue: Parameters<typeof about>): ReportShowedMore => ({
  ...{ type: 'ReportShowedMore', schemaVersion: 1, data: about(...issue) },
});
const reissued = (withdrawn: string, ...issue: Parameters<typeof about>): ReportReissued => ({
  ...{ type: 'ReportReissued', schemaVersion: 1, data: { ...about(...issue), withdrawn } },
});

describe('a report', () => {
  it('is published as issue 1', () => {
    given(reportDecider, [])
      .when((state) => publishReport(state, of, 'public', ['A', 'B']))
      .then([published(1, 'public', 'A', 'B')]);
  });

  it('counts its issues up, over all audiences', () => {
    given(reportDecider, [published(1, 'public', 'A')])
      .when((state) => publishReport(state, of, 'partner', ['A']))
      .then([published(2, 'partner', 'A')]);
  });

  it('is issued again without a story that was taken back', () => {
    given(reportDecider, [published(1, 'public', 'A', 'B')])
      .when((state) => reissueWithout(state, 'A'))
      .then([reissued('A', 2, 'public', 'B')]);
  });

  it('stays as it is when the story was not in it, or is out of it already', () => {
    const events = [published(1, 'public', 'A', 'B'), reissued('B', 2, 'public', 'A')];
    given(reportDecider, events)
      .when((state) => reissueWithout(state, 'C'))
      .thenNothing();
    given(reportDecider, events)
      .when((state) => reissueWithout(state, 'B'))
      .thenNothing();
  });

  it('is not there to be issued again before it was published', () => {
    given(reportDecider, [])
      .when((state) => reissueWithout(state, 'A'))
      .thenRefused('report-not-published');
  });
});

describe('a report for several audiences', () => {
  const events = [published(1, 'organisation', 'A', 'B'), published(2, 'public', 'A')];

  it('is issued again for the audience that was shown the story, though the newest issue is for another', () => {
    given(reportDecider, events)
      .when((state) => reissueWithout(state, 'B'))
      .then([reissued('B', 3, 'organisation', 'A')]);
  });

  it('is issued again for each that was shown it', () => {
    given(reportDecider, events)
      .when((state) => reissueWithout(state, 'A'))
      .then([reissued('A', 3, 'organisation', 'B'), reissued('A', 4, 'public')]);
  });

  it('is issued again only for the audience that is to be without it', () => {
    given(reportDecider, events)
      .when((state) => reissueWithout(state, 'A', ['public']))
      .then([reissued('A', 3, 'public')]);
  });

  it('is issued again where an older issue showed it and the newest for that audience did not', () => {
    given(reportDecider, [published(1, 'public', 'A', 'B'), published(2, 'public', 'A')])
      .when((state) => reissueWithout(state, 'B'))
      .then([reissued('B', 3, 'public', 'A')]);
  });
});

describe('an issue that came to show more than when it was published', () => {
  const events = [published(1, 'organisation', 'A'), published(2, 'public', 'A')];

  it('notes what that was, once, for the audience that read it', () => {
    const { state } = given(reportDecider, events);
    expect(showMore(state, 'organisation', ['A', 'C'])).toEqual([showedMore(1, 'organisation', 'C')]);
    const after = given(reportDecider, [...events, showedMore(1, 'organisation', 'C')]);
    expect(showMore(after.state, 'organisation', ['A', 'C'])).toEqual([]);
  });

  it('has nothing to note where nothing was published for those who read it', () => {
    const { state } = given(reportDecider, events);
    expect(showMore(state, 'partner', ['A', 'C'])).toEqual([]);
  });

  it('is issued again without that too', () => {
    given(reportDecider, [...events, showedMore(1, 'organisation', 'C')])
      .when((state) => reissueWithout(state, 'C'))
      .then([reissued('C', 3, 'organisation', 'A')]);
  });

  it('is issued again once more, when somebody was still being shown what it had just lost', () => {
    const lost = [...events, reissued('A', 3, 'public'), showedMore(3, 'public', 'A')];
    given(reportDecider, lost)
      .when((state) => reissueWithout(state, 'A', ['public']))
      .then([reissued('A', 4, 'public')]);
  });
});

describe('whose consent a story in a report rests on', () => {
  it.each<[ConsentAudience, readonly ConsentAudience[], boolean]>([
    ['organisation', ['organisation'], true],
    ['organisation', ['panel', 'partner', 'public'], false],
    ['panel', ['panel'], true],
    ['panel', ['organisation', 'partner', 'public'], false],
    ['partner', ['partner', 'organisation'], true],
    ['partner', ['partner'], false],
    ['partner', ['organisation', 'public', 'panel'], false],
    ['public', ['public', 'organisation'], true],
    ['public', ['public'], false],
    ['public', ['organisation', 'partner', 'panel'], false],
  ])('for %s, with a yes to %j: %s', (audience, agreed, expected) => {
    expect(mayBeShownTo(audience, agreed)).toBe(expected);
  });
});
