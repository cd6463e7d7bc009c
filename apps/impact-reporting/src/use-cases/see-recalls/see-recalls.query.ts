import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { reportId } from '../../domain/report/report.js';
import { recalls, reportCopies, type ReportCopy } from '../../read-models/recalls/recalls.js';
import { storyReceived } from '../see-report/story-received.js';

export interface RecallSeen {
  readonly story: string;
  readonly reference: string;
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
    const copies: ReportCopy[] = [];
    for await (const copy of views.stream(reportCopies, { index: 'byReport', equals: { report } })) copies.push(copy);
    const items: RecallSeen[] = [];
    for await (const { story, at, issues } of views.stream(recalls, { index: 'byReport', equals: { report } })) {
      items.push({
        ...{ story, at, issues },
        reference: (await storyReceived(store, story))?.reference ?? story,
        copies: copies
          .filter(({ issue }) => issues.includes(issue))
          .map(({ issue, form, by, at: takenAt }) => ({ issue, form, by, at: takenAt })),
      });
    }
    return { design: known.design, items };
  }
}
