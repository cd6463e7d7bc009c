import type { ConsentAudience } from '#contracts/shared/consent.js';
import type { Decider, DomainEvent } from '#contracts/shared/decider.js';

export type ReportForm = 'page' | 'html' | 'csv' | 'json';

/** Somebody saw or saved an issue of a report: whom to ask when a story in it is taken back. */
export type ReportTaken = DomainEvent<
  'ReportTaken',
  {
    readonly report: string;
    readonly issue: number;
    readonly audience: ConsentAudience;
    readonly form: ReportForm;
    readonly by: string;
  }
>;

export const reportCopyEventTypes = { ReportTaken: { version: 1 } } as const;

export const isReportTaken = (event: DomainEvent): event is ReportTaken => event.type === 'ReportTaken';

export const reportCopiesStream = (report: string): string => `report-copies/${report}`;

/** Who has taken what: the same person, issue and form is one taking, however often. */
export const reportCopyDecider: Decider<ReadonlySet<string>, ReportTaken> = {
  initialState: new Set(),
  evolve: (taken, { data }) => new Set([...taken, keyOf(data)]),
};

export const takeReport = (taken: ReadonlySet<string>, data: ReportTaken['data']): readonly ReportTaken[] =>
  taken.has(keyOf(data)) ? [] : [{ type: 'ReportTaken', schemaVersion: 1, data }];

const keyOf = ({ issue, audience, form, by }: ReportTaken['data']): string =>
  JSON.stringify([issue, audience, form, by]);
