import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/received.js';

type Counts = Readonly<Record<string, number>>;

/** Counts of a period; a story withdrawn since stays counted as told, and is counted as withdrawn beside it. */
export interface PeriodFacts {
  readonly id: string;
  readonly organisation: string;
  readonly told: number;
  readonly withdrawn: number;
  readonly byDomain: Counts;
  readonly byRoute: Counts;
  readonly byLanguage: Counts;
}

export const periodFacts = collection<PeriodFacts>()('period-facts', {});

export const periodFactsId = (programme: string, period: string): string => `${programme}.${period}`;

/** The key of stories that have no domain yet. */
export const noDomain = '';

const counted = (counts: Counts, key: string): Counts => ({ ...counts, [key]: (counts[key] ?? 0) + 1 });

export const periodFactsModel: ReadModel = {
  name: 'period-facts',
  version: 1,
  collections: [periodFacts],
  async project(event, changes) {
    const submitted = received(event, storySubmittedV1);
    const withdrawn = submitted === undefined ? received(event, storyWithdrawnV1) : undefined;
    const of = submitted ?? withdrawn;
    if (of === undefined) return;
    const id = periodFactsId(of.programme, of.period);
    const before: PeriodFacts = (await changes.get(periodFacts, id)) ?? {
      id,
      organisation: event.metadata.organisation,
      told: 0,
      withdrawn: 0,
      byDomain: {},
      byRoute: {},
      byLanguage: {},
    };
    changes.put(
      periodFacts,
      submitted === undefined
        ? { ...before, withdrawn: before.withdrawn + 1 }
        : {
            ...before,
            told: before.told + 1,
            byDomain: counted(before.byDomain, submitted.domain ?? noDomain),
            byRoute: counted(before.byRoute, submitted.route),
            byLanguage: counted(before.byLanguage, submitted.language),
          },
    );
  },
};
