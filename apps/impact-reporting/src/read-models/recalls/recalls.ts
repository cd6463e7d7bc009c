import type { ConsentAudience } from '#contracts/shared/consent.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isReportTaken, type ReportForm } from '../../domain/report-copy/report-copy.js';
import { isReportEvent } from '../../domain/report/report.js';

/** A published issue that somebody saw or saved. */
export interface ReportCopy {
  readonly id: string;
  readonly report: string;
  readonly issue: number;
  readonly audience: ConsentAudience;
  readonly form: ReportForm;
  readonly by: string;
  readonly at: string;
}

/** A story that an audience may no longer read, after issues for it had shown it. */
export interface Recall {
  readonly id: string;
  readonly report: string;
  readonly story: string;
  readonly audience: ConsentAudience;
  readonly at: string;
  /** Those that showed it. */
  readonly issues: readonly number[];
}

export interface IssueKnown {
  readonly id: string;
  readonly report: string;
  readonly issue: number;
  readonly audience: ConsentAudience;
  readonly stories: readonly string[];
}

export const reportCopies = collection<ReportCopy>()('report-copies', { byReport: ['report', 'at'] });
export const recalls = collection<Recall>()('recalls', { byReport: ['report', 'at'] });
export const issuesKnown = collection<IssueKnown>()('report-issues', { byReport: ['report', 'issue'] });

export const recallsModel: ReadModel = {
  name: 'recalls',
  version: 2,
  collections: [reportCopies, recalls, issuesKnown],
  async project({ event, stream, streamVersion, metadata }, changes) {
    const { at } = metadata;
    if (isReportTaken(event)) {
      const { report, issue, audience, form, by } = event.data;
      changes.put(reportCopies, { id: `${stream}@${String(streamVersion)}`, report, issue, audience, form, by, at });
      return;
    }
    if (!isReportEvent(event)) return;
    const { report, issue, audience, stories } = event.data;
    const id = `${report}/${String(issue)}`;
    if (event.type === 'ReportReissued') {
      const story = event.data.withdrawn;
      const before = await changes.find(issuesKnown, { index: 'byReport', equals: { report }, limit: 1000 });
      const issues = before
        .filter((each) => each.audience === audience && each.stories.includes(story))
        .map((each) => each.issue);
      changes.put(recalls, { id: `${report}/${audience}/${story}`, report, story, audience, at, issues });
    }
    const known = event.type === 'ReportShowedMore' ? ((await changes.get(issuesKnown, id))?.stories ?? []) : [];
    changes.put(issuesKnown, { id, report, issue, audience, stories: [...known, ...stories] });
  },
};
