import type { Language } from '#web/language.js';

import { seePersonPage, seeBreachPage, seeDisclosurePage } from '../../addresses.js';
import type { AuditEntry } from '../../read-models/audit/audit-entry.js';

/** The page of a thing that administrators keep; others are not theirs to open. */
export function pageOfObject({ kind, object }: AuditEntry, language: Language): string | undefined {
  if (kind === 'person') return seePersonPage.to({ language, person: object });
  if (kind === 'breach') return seeBreachPage.to({ language, breach: object });
  return kind === 'disclosure' ? seeDisclosurePage.to({ language, disclosure: object }) : undefined;
}
