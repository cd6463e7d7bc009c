import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { ConsentAudience } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { reportId } from '../../domain/report/report.js';
import {
  issuesKnown,
  recalls,
  reportCopies,
  type IssueKnown,
  type ReportCopy,
} from '../../read-models/recalls/recalls.js';
import { storyReceived } from '../../reading-story/story-received.js';

export interface RecallSeen {
  readonly story: string;
  readonly reference: string;
  /** Who may no longer read it, and had been shown it. */
  readonly audience: ConsentAudience;
  /** When the report was issued again without it. */
  readonly at: string;
  readonly issues: readonly number[];
  /** Who saw or saved an issue that showed it. */
  readonly copies: readonly Pick<ReportCopy, 'issue' | 'form' | 'by' | 'at'>[];
}

export interface RecallsSeen {
  readonly design: ProgrammeDesign;
  readonly items: readonly RecallSeen[];
}

export class SeeRecalls extends Query<RecallsSeen | Refusal> {
  constructor(
    readonly organisation: string,
    readonly programme: string,
    readonly period: string,
  ) {
    super();
  }
}

@QueryHandler(SeeRecalls)
export class SeeRecallsHandler implements IQueryHandler<SeeRecalls> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, programme, period }: SeeRecalls): Promise<RecallsSeen | Refusal> {
    const { views, store } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known?.organisation !== organisation) return refuse('report-programme-not-found');
    const report = reportId(programme, period);
    const issued: IssueKnown[] = [];
    for await (const issue of views.stream(issuesKnown, { index: 'byReport', equals: { report } })) issued.push(issue);
    const copies: ReportCopy[] = [];
    for await (const copy of views.stream(reportCopies, { index: 'byReport', equals: { report } })) {
      copies.push({ ...copy, issue: issueOf(copy, issued) });
    }
    const items: RecallSeen[] = [];
    for await (const recall of views.stream(recalls, { index: 'byReport', equals: { report } })) {
      const { story, audience, at, issues } = recall;
      items.push({
        ...{ story, audience, at, issues },
        reference: (await storyReceived(store, story))?.reference ?? story,
        copies: copies
          .filter(({ issue }) => issues.includes(issue))
          .map(({ issue, form, by, at: takenAt }) => ({ issue, form, by, at: takenAt })),
      });
    }
    return { design: known.design, items };
  }
}

/**
 * The issue that somebody has. Until 21 November 2026 a copy was noted under the newest issue, whomever that was for: it is
 * of the last one for its audience up to then, where there was one.
 */
const issueOf = ({ issue, audience }: ReportCopy, issued: readonly IssueKnown[]): number =>
  issued.findLast((each) => each.audience === audience && each.issue <= issue)?.issue ?? issue;
