import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { calendarDay, daysAfter, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { UnknownCursor } from '#projections/range.js';
import type { Query as ViewQuery } from '#projections/read-model.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { audit, type AuditDocument } from '../../read-models/audit/audit.js';
import type { AuditEntry } from '../../read-models/audit/audit-entry.js';
import { auditPeriod, daysBackwards, type AuditPeriod } from './audit-period.js';

export interface AuditAsked {
  readonly person?: string | undefined;
  readonly act?: string | undefined;
  /** Id of what was seen, taken or changed. */
  readonly object?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface AuditSeen extends AuditPeriod {
  readonly items: readonly AuditEntry[];
  readonly next: string | null;
}

/** Newest first. */
export class SeeAudit extends Query<AuditSeen | Refusal> {
  constructor(
    readonly organisation: string,
    readonly asked: AuditAsked,
    readonly after?: string,
  ) {
    super();
  }
}

const pageSize = 100;

@QueryHandler(SeeAudit)
export class SeeAuditHandler implements IQueryHandler<SeeAudit> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, asked, after }: SeeAudit): Promise<AuditSeen | Refusal> {
    const period = auditPeriod(asked.from, asked.to, calendarDay(this.service.clock.now(), timeZoneOfWales));
    if (isRefusal(period)) return period;
    const resumed = after === undefined ? undefined : cursorIn(after, period);
    const items: AuditEntry[] = [];
    for (const day of daysBackwards(resumed === undefined ? period : { from: period.from, to: resumed.day })) {
      let within = day === resumed?.day ? resumed.within : undefined;
      do {
        const { documents, next } = await this.service.views.find(audit, {
          ...narrowest(organisation, asked, day),
          ...{ order: 'descending', limit: pageSize },
          ...(within === undefined ? {} : { after: within }),
        });
        items.push(...documents.filter((document) => isAsked(document, asked)).map(entryOf));
        within = next;
        // At least a page of what was asked for, at most that and one more.
        if (items.length >= pageSize && within !== undefined) return { ...period, items, next: `${day}.${within}` };
      } while (within !== undefined);
      if (items.length >= pageSize && day !== period.from) return { ...period, items, next: `${daysAfter(day, -1)}.` };
    }
    return { ...period, items, next: null };
  }
}

/** The index that leaves the least to look through; what else was asked is looked at entry by entry. */
function narrowest(
  organisation: string,
  { person, act, object }: AuditAsked,
  day: string,
): Pick<ViewQuery<'byDay' | 'byPerson' | 'byObject' | 'byAct'>, 'index'> & {
  readonly equals: Readonly<Record<string, string>>;
} {
  if (object !== undefined) return { index: 'byObject', equals: { organisation, object, day } };
  if (person !== undefined) return { index: 'byPerson', equals: { organisation, person, day } };
  if (act !== undefined) return { index: 'byAct', equals: { organisation, act, day } };
  return { index: 'byDay', equals: { organisation, day } };
}

const isAsked = (entry: AuditDocument, { person, act, object }: AuditAsked): boolean =>
  (person === undefined || entry.person === person) &&
  (act === undefined || entry.act === act) &&
  (object === undefined || entry.object === object);

const entryOf = ({ person, act, kind, object, at }: AuditDocument): AuditEntry => ({ person, act, kind, object, at });

function cursorIn(after: string, { from, to }: AuditPeriod): { readonly day: string; readonly within?: string } {
  const [, day = '', within = ''] = /^(\d{4}-\d{2}-\d{2})\.(.*)$/s.exec(after) ?? [];
  if (day < from || day > to) throw new UnknownCursor(after);
  return within === '' ? { day } : { day, within };
}
