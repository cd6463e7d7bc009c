import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Views } from '#projections/read-model.js';

import { designMeasured } from '../../reading-facts.js';
import { tablesOfStories } from '../../domain/measures/measure.js';
import type { Attribute } from '../../domain/measures/measured.js';
import { isSmall, smallUnder } from '../../domain/small-numbers/hide-small.js';
import { readLedger } from '../../read-models/story-ledger/read-ledger.js';
import type { Counted, ImpactReport } from './report.js';

export interface PeriodCounts {
  readonly told: ImpactReport['counts'];
  readonly isDomainHidden: (domain: string | null) => boolean;
}

/**
 * The counts of one period. What is hidden is settled over all periods at once: two reports, or a report and the
 * measures, laid side by side must not tell what each of them hides.
 */
export async function periodCounts(views: Views, design: ProgrammeDesign, period: string): Promise<PeriodCounts> {
  const { stories } = await readLedger(views, design.id);
  const measured = designMeasured(design);
  const { tables, parts } = tablesOfStories(stories, measured);
  const row = measured.periods.indexOf(period);
  const told = tables.negative.rowTotals[row] ?? null;
  const withdrawn = stories.filter((story) => story.period === period && story.isWithdrawn).length;
  const by = (attribute: Attribute): readonly Counted[] =>
    parts[attribute].map((key, column) => ({
      key,
      name: attribute === 'domain' ? (design.domains.find(({ id }) => id === key)?.name ?? null) : null,
      count: tables.byAttribute[attribute].cells[row]?.[column] ?? null,
    }));
  const spoken = (counts: readonly Counted[]): readonly Counted[] =>
    counts.filter(({ count }) => count !== 0).sort((one, other) => (other.count ?? 0) - (one.count ?? 0));
  const byDomain = by('domain');
  return {
    told: {
      told,
      // What is left of them must be no small number either.
      withdrawn: told === null || isSmall(withdrawn) || isSmall(told - withdrawn) ? null : withdrawn,
      hiddenUnder: smallUnder,
      byDomain: byDomain.filter(({ key, count }) => key !== '' || count !== 0),
      byRoute: spoken(by('route')),
      byLanguage: spoken(by('language')),
    },
    isDomainHidden: (domain) => domain !== null && byDomain.some(({ key, count }) => key === domain && count === null),
  };
}
