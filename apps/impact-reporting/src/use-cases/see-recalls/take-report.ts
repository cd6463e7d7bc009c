import type { ConsentAudience } from '#contracts/shared/consent.js';
import { idFrom, newId } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import {
  reportCopiesStream,
  reportCopyDecider,
  takeReport,
  type ReportForm,
} from '../../domain/report-copy/report-copy.js';
import { isReportEvent, reportDecider, reportId, reportStream } from '../../domain/report/report.js';
import type { Asking } from '../../who-evaluates.js';

/**
 * Keeps who saw or saved an issue, once for a person, an issue and a form: a record of access, and the one thing that a
 * report that is only read leaves behind. A report that was never published has no issue to call back.
 */
export async function keepTaken(
  { store, clock }: ServiceRuntime,
  { person, organisation }: Asking,
  of: { readonly programme: string; readonly period: string; readonly audience: ConsentAudience },
  form: ReportForm,
): Promise<void> {
  const { programme, period, audience } = of;
  const state = (await store.read(reportStream(programme, period)))
    .map(({ event }) => event)
    .filter(isReportEvent)
    .reduce(reportDecider.evolve, reportDecider.initialState);
  if (state === undefined) return;
  const report = reportId(programme, period);
  const data = { report, issue: state.latest.issue, audience, form, by: person };
  const commandId = idFrom('taken', report, String(data.issue), audience, form, person);
  const command = { commandId, organisation, actor: person, at: clock.now(), correlation: newId() };
  await store.execute(reportCopiesStream(report), command, reportCopyDecider, (taken) => takeReport(taken, data));
}
