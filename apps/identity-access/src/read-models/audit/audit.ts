import { calendarDay, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { auditEntryOf, type AuditEntry } from './audit-entry.js';

export interface AuditDocument extends AuditEntry {
  readonly id: string;
  readonly organisation: string;
  /** `2026-11-21`, in Wales. */
  readonly day: string;
}

export const audit = collection<AuditDocument>()('audit', {
  byDay: ['organisation', 'day', 'at'],
  byPerson: ['organisation', 'person', 'day', 'at'],
  byObject: ['organisation', 'object', 'day', 'at'],
  byAct: ['organisation', 'act', 'day', 'at'],
});

export const auditModel: ReadModel = {
  name: 'audit',
  version: 2,
  collections: [audit],
  project(recorded, changes) {
    const entry = auditEntryOf(recorded);
    if (entry === undefined) return;
    const { stream, streamVersion, metadata } = recorded;
    const { organisation } = metadata;
    changes.put(audit, {
      ...{ id: `${stream}@${String(streamVersion)}`, organisation, day: calendarDay(entry.at, timeZoneOfWales) },
      ...entry,
    });
  },
};
