import { consentAudiences, type ConsentAudience } from '#contracts/shared/consent.js';
import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

/** What one issue of a report shows: by it, recall knows which issues hold a story that was taken back since. */
export interface Issue {
  readonly issue: number;
  readonly audience: ConsentAudience;
  readonly stories: readonly string[];
}

interface OfReport {
  readonly report: string;
  readonly programme: string;
  readonly period: string;
}

export type ReportPublished = DomainEvent<'ReportPublished', OfReport & Issue>;
/** Somebody read in an issue what it did not show when it was published: chosen since, or agreed to since. */
export type ReportShowedMore = DomainEvent<'ReportShowedMore', OfReport & Issue>;
/** The same report for the same audience, without what was taken back. */
export type ReportReissued = DomainEvent<'ReportReissued', OfReport & Issue & { readonly withdrawn: string }>;
export type ReportEvent = ReportPublished | ReportShowedMore | ReportReissued;

export const reportEventTypes = {
  ReportPublished: { version: 1 },
  ReportShowedMore: { version: 1 },
  ReportReissued: { version: 1 },
} as const;

export const isReportEvent = (event: DomainEvent): event is ReportEvent => event.type in reportEventTypes;

interface IssuedTo {
  readonly latest: Issue;
  /** By whichever issue for this audience, and not taken out since: who has the older one has it still. */
  readonly shown: readonly string[];
}

export interface ReportState {
  readonly programme: string;
  readonly period: string;
  /** How many issues there are, for all audiences together. */
  readonly issues: number;
  readonly to: Readonly<Partial<Record<ConsentAudience, IssuedTo>>>;
}

export const reportId = (programme: string, period: string): string => `${programme}.${period}`;
export const reportStream = (programme: string, period: string): string => `report/${reportId(programme, period)}`;

export const reportDecider: Decider<ReportState | undefined, ReportEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    const { programme, period, issue, audience, stories } = event.data;
    const before = state?.to[audience];
    const shownBefore = before?.shown ?? [];
    const now = (to: IssuedTo): ReportState => ({
      ...{ programme, period },
      issues: Math.max(issue, state?.issues ?? 0),
      to: { ...state?.to, [audience]: to },
    });
    switch (event.type) {
      case 'ReportPublished':
        return now({ latest: { issue, audience, stories }, shown: both(shownBefore, stories) });
      case 'ReportShowedMore': {
        const latest = { issue, audience, stories: both(before?.latest.stories ?? [], stories) };
        return now({ latest, shown: both(shownBefore, stories) });
      }
      case 'ReportReissued': {
        const { withdrawn } = event.data;
        return now({
          latest: { issue, audience, stories },
          shown: both(shownBefore, stories).filter((story) => story !== withdrawn),
        });
      }
      default:
        return never(event);
    }
  },
};

const both = (one: readonly string[], other: readonly string[]): readonly string[] => [...new Set([...one, ...other])];

const ofReport = (programme: string, period: string): OfReport => ({
  ...{ report: reportId(programme, period), programme, period },
});

export function publishReport(
  state: ReportState | undefined,
  { programme, period }: { readonly programme: string; readonly period: string },
  audience: ConsentAudience,
  stories: readonly string[],
): Decision<ReportEvent> {
  const issue = (state?.issues ?? 0) + 1;
  const data = { ...ofReport(programme, period), issue, audience, stories };
  return [{ type: 'ReportPublished', schemaVersion: 1, data }];
}

/** A report is made when it is read, so an issue may come to show more than it did: what is not noted cannot be called back. */
export function showMore(
  state: ReportState | undefined,
  audience: ConsentAudience,
  shown: readonly string[],
): readonly ReportShowedMore[] {
  const issued = state?.to[audience];
  if (state === undefined || issued === undefined) return [];
  const { issue, stories: known } = issued.latest;
  const stories = shown.filter((story) => !known.includes(story));
  if (stories.length === 0) return [];
  const data = { ...ofReport(state.programme, state.period), issue, audience, stories };
  return [{ type: 'ReportShowedMore', schemaVersion: 1, data }];
}

/** A story that some of these audiences may no longer read: to each that was shown it, the report is issued again without. */
export function reissueWithout(
  state: ReportState | undefined,
  story: string,
  audiences: readonly ConsentAudience[] = consentAudiences,
): Decision<ReportEvent> {
  if (state === undefined) return refuse('report-not-published');
  const { programme, period } = state;
  const concerned = audiences.flatMap((audience) => {
    const issued = state.to[audience];
    return issued?.shown.includes(story) === true ? [issued.latest] : [];
  });
  return concerned.map(({ audience, stories }, at) => ({
    type: 'ReportReissued',
    schemaVersion: 1,
    data: {
      ...ofReport(programme, period),
      withdrawn: story,
      issue: state.issues + 1 + at,
      audience,
      stories: stories.filter((each) => each !== story),
    },
  }));
}
