import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Views } from '#projections/read-model.js';

import { designMeasured } from '../../reading-facts.js';
import { tablesOfStories, type Design } from '../../domain/measures/measure.js';
import type { Attribute } from '../../domain/measures/measured.js';
import type { PartsOf, StoryTables } from '../../domain/measures/story-tables.js';
import { takenBackShown } from '../../domain/measures/taken-back.js';
import { smallUnder } from '../../domain/small-numbers/hide-small.js';
import { KeptOfLedger } from '../../read-models/story-ledger/kept-of-ledger.js';
import { readLedger } from '../../read-models/story-ledger/read-ledger.js';
import type { Counted, ImpactReport } from '../../reports/report.js';

export interface PeriodCounts {
  readonly told: ImpactReport['counts'];
  readonly isDomainHidden: (domain: string | null) => boolean;
}

/** What is counted of a programme, with what is hidden of it settled over all its periods and breakdowns. */
interface CountedOfProgramme {
  readonly parts: PartsOf;
  readonly tables: StoryTables;
  readonly withdrawn: ReadonlyMap<string, number>;
}

/** The counts of programmes as the ledger has them now. */
export class CountsOfProgrammes {
  readonly #kept = new KeptOfLedger<CountedOfProgramme>();

  constructor(private readonly views: Views) {}

  /**
   * The counts of one period. What is hidden is settled over all periods at once: two reports, or a report and the
   * measures, laid side by side must not tell what each of them hides.
   */
  async ofPeriod(design: ProgrammeDesign, period: string): Promise<PeriodCounts> {
    const measured = designMeasured(design);
    const of = { programme: design.id, periods: measured.periods, laidOut: JSON.stringify(measured) };
    const counted = await this.#kept.of(this.views, of, () => countProgramme(this.views, design.id, measured));
    return periodCounts(design, measured, counted, period);
  }
}

async function countProgramme(views: Views, programme: string, measured: Design): Promise<CountedOfProgramme> {
  const { stories } = await readLedger(views, programme);
  const { tables, parts } = tablesOfStories(stories, measured);
  const withdrawn = new Map<string, number>();
  for (const { period, isWithdrawn } of stories) {
    if (isWithdrawn) withdrawn.set(period, (withdrawn.get(period) ?? 0) + 1);
  }
  return { parts, tables, withdrawn };
}

function periodCounts(
  design: ProgrammeDesign,
  measured: Design,
  { parts, tables, withdrawn }: CountedOfProgramme,
  period: string,
): PeriodCounts {
  const row = measured.periods.indexOf(period);
  const told = tables.negative.rowTotals[row] ?? null;
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
      withdrawn: takenBackShown(told, withdrawn.get(period) ?? 0),
      hiddenUnder: smallUnder,
      byDomain: byDomain.filter(({ key, count }) => key !== '' || count !== 0),
      byRoute: spoken(by('route')),
      byLanguage: spoken(by('language')),
    },
    isDomainHidden: (domain) => domain !== null && byDomain.some(({ key, count }) => key === domain && count === null),
  };
}
