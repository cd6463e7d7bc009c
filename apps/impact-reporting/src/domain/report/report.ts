import type { ConsentAudience } from '#contracts/shared/consent.js';
import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

/** What one issue of a report showed: by it, recall knows which issues hold a story that was taken back since. */
export interface Issue {
  readonly issue: number;
  readonly audience: ConsentAudience;
  readonly stories: readonly string[];
}

export type ReportPublished = DomainEvent<
  'ReportPublished',
  { readonly report: string; readonly programme: string; readonly period: string } & Issue
>;
/** The same report without what was taken back. */
export type ReportReissued = DomainEvent<
  'ReportReissued',
  { readonly report: string; readonly programme: string; readonly period: string; readonly withdrawn: string } & Issue
>;
export type ReportEvent = ReportPublished | ReportReissued;

export const reportEventTypes = { ReportPublished: { version: 1 }, ReportReissued: { version: 1 } } as const;

export const isReportEvent = (event: DomainEvent): event is ReportEvent => event.type in reportEventTypes;

export interface ReportState {
  readonly programme: string;
  readonly period: string;
  readonly latest: Issue;
}

export const reportId = (programme: string, period: string): string => `${programme}.${period}`;
export const reportStream = (programme: string, period: string): string => `report/${reportId(programme, period)}`;

export const reportDecider: Decider<ReportState | undefined, ReportEvent> = {
  initialState: undefined,
  evolve: (_, event) => {
    switch (event.type) {
      case 'ReportPublished':
      case 'ReportReissued': {
        const { programme, period, issue, audience, stories } = event.data;
        return { programme, period, latest: { issue, audience, stories } };
      }
      default:
        return never(event);
    }
  },
};

export function publishReport(
  state: ReportState | undefined,
  of: { readonly programme: string; readonly period: string },
  audience: ConsentAudience,
  stories: readonly string[],
): Decision<ReportEvent> {
  const issue = (state?.latest.issue ?? 0) + 1;
  const data = { report: reportId(of.programme, of.period), ...of, issue, audience, stories };
  return [{ type: 'ReportPublished', schemaVersion: 1, data }];
}

/** A story taken back that the latest issue showed: the report is issued again without it. */
export function reissueWithout(state: ReportState | undefined, story: string): Decision<ReportEvent> {
  if (state === undefined) return refuse('report-not-published');
  const { programme, period, latest } = state;
  if (!latest.stories.includes(story)) return [];
  return [
    {
      type: 'ReportReissued',
      schemaVersion: 1,
      data: {
        report: reportId(programme, period),
        programme,
        period,
        withdrawn: story,
        issue: latest.issue + 1,
        audience: latest.audience,
        stories: latest.stories.filter((each) => each !== story),
      },
    },
  ];
}
