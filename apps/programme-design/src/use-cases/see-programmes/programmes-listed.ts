import type { Language } from '#web/language.js';
import { inOrderOf } from '#web/written.js';

import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';

export const listOrders = ['name', 'open-first', 'latest-period'] as const;
export type ListOrder = (typeof listOrders)[number];

export interface ListAsked {
  /** As it was typed; empty for all. */
  readonly search: string;
  readonly order: ListOrder;
}

/** Those whose name or purpose, in either language, has every word that was typed. */
export function programmesListed(
  documents: readonly ProgrammeDocument[],
  { search, order }: ListAsked,
  language: Language,
): readonly ProgrammeDocument[] {
  const sought = plain(search).split(/\s+/).filter(Boolean);
  const matches = documents.filter(({ design: { name, purpose } }) => {
    const text = plain([name.en, name.cy, purpose.en, purpose.cy].join(' '));
    return sought.every((word) => text.includes(word));
  });
  const inOrder = inOrderOf(language);
  const byName = (a: ProgrammeDocument, b: ProgrammeDocument): number =>
    inOrder(a.design.name[language], b.design.name[language]);
  switch (order) {
    case 'name':
      return [...matches].sort(byName);
    case 'open-first':
      return [...matches].sort((a, b) => Number(hasOpenPeriod(b)) - Number(hasOpenPeriod(a)) || byName(a, b));
    case 'latest-period':
      return [...matches].sort((a, b) => latest(b).localeCompare(latest(a)) || byName(a, b));
  }
}

export const hasOpenPeriod = ({ design }: ProgrammeDocument): boolean =>
  design.periods.some(({ status }) => status === 'open');

const latest = ({ design }: ProgrammeDocument): string =>
  design.periods.map(({ opens }) => opens).reduce((a, b) => (a > b ? a : b), '');

/** Without marks and case: `mor` finds `Môr`. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
