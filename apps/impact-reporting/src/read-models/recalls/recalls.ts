import { collection, type ReadModel } from '#projections/read-model.js';

import { isReportTaken, type ReportForm } from '../../domain/report-copy/report-copy.js';
import { isReportEvent } from '../../domain/report/report.js';

/** A published issue that somebody saw or saved. */
export interface ReportCopy {
  readonly id: string;
  readonly report: string;
  readonly issue: number;
  readonly form: ReportForm;
  readonly by: string;
  readonly at: string;
}

/** A story taken back after issues of a report had shown it. */
export interface Recall {
  readonly id: string;
  readonly report: string;
  readonly story: string;
  readonly at: string;
  /** Those that showed it. */
  readonly issues: readonly number[];
}

interface IssueKnown {
  readonly id: string;
  readonly report: string;
  readonly issue: number;
  readonly stories: readonly string[];
}

export const reportCopies = collection<ReportCopy>()('report-copies', { byReport: ['report', 'at'] });
export const recalls = collection<Recall>()('recalls', { byReport: ['report', 'at'] });
const issuesKnown = collection<IssueKnown>()('report-issues', { byReport: ['report', 'issue'] });

export const recallsModel: ReadModel = {
  name: 'recalls',
  version: 1,
  collections: [reportCopies, recalls, issuesKnown],
  async project({ event, stream, streamVersion, metadata }, changes) {
    const { at } = metadata;
    if (isReportTaken(event)) {
      const { report, issue, form, by } = event.data;
      changes.put(reportCopies, { id: `${stream}@${String(streamVersion)}`, report, issue, form, by, at });
      return;
    }
    if (!isReportEvent(event)) return;
    const { report, issue, stories } = event.data;
    if (event.type === 'ReportReissued') {
      const story = event.data.withdrawn;
      const before = await changes.find(issuesKnown, { index: 'byReport', equals: { report }, limit: 1000 });
      const issues = before.filter((each) => each.stories.includes(story)).map((each) => each.issue);
      changes.put(recalls, { id: `${report}/${story}`, report, story, at, issues });
    }
    changes.put(issuesKnown, { id: `${report}/${String(issue)}`, report, issue, stories });
  },
};
