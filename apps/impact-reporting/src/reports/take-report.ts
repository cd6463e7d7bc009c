import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { idFrom, newId } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import {
  reportCopiesStream,
  reportCopyDecider,
  takeReport,
  type ReportForm,
} from '../domain/report-copy/report-copy.js';
import { reportDecider, reportId, reportStream, showMore } from '../domain/report/report.js';
import type { ReportSeen } from './report.js';

/**
 * Keeps who saw or saved an issue, once for a person, an issue and a form: a record of access, and with what the issue
 * came to show the one thing that a report that is only read leaves behind. What was never published for an audience has
 * no issue for it to call back.
 */
export async function keepTaken(
  { store, clock }: ServiceRuntime,
  { person, organisation }: SomeoneAsking,
  { report: seen, shown }: ReportSeen,
  form: ReportForm,
): Promise<void> {
  const [programme, period, { audience }] = [seen.programme.id, seen.period.id, seen];
  const stream = reportStream(programme, period);
  const state = await store.fold(stream, reportDecider);
  const issued = state?.to[audience];
  if (issued === undefined) return;
  const by = { organisation, actor: person, at: clock.now(), correlation: newId() };
  let { issue } = issued.latest;
  if (showMore(state, audience, shown).length > 0) {
    const command = { ...by, commandId: newId() };
    const done = await store.execute(stream, command, reportDecider, (now) => showMore(now, audience, shown));
    // Issued again at this very moment: what was read is noted under the issue that now says so.
    if (!isRefusal(done)) issue = done.events.at(-1)?.event.data.issue ?? issue;
  }
  const report = reportId(programme, period);
  const data = { report, issue, audience, form, by: person };
  const commandId = idFrom('taken', report, String(issue), audience, form, person);
  await store.execute(reportCopiesStream(report), { ...by, commandId }, reportCopyDecider, (taken) =>
    takeReport(taken, data),
  );
}
