import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Views } from '#projections/read-model.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { countCriteria, type CodedReason, type LevelCriteria } from '../../domain/coding/count-criteria.js';
import { knownFrameworks, noThemes } from '../../read-models/known-frameworks/known-frameworks.js';
import { closedSittings } from '../../read-models/sittings/sittings.js';
import { readLedger } from '../../read-models/story-ledger/read-ledger.js';
import { codingsThatCount } from '../../reading-codings.js';
import { designMeasured } from '../../reading-facts.js';

export interface CriteriaSeen {
  readonly design: ProgrammeDesign;
  readonly framework: FrameworkDesign;
  /** From the lowest up. */
  readonly levels: readonly LevelCriteria[];
}

export class SeeCriteria extends Query<CriteriaSeen | Refusal> {
  constructor(
    readonly organisation: string,
    readonly programme: string,
  ) {
    super();
  }
}

@QueryHandler(SeeCriteria)
export class SeeCriteriaHandler implements IQueryHandler<SeeCriteria> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, programme }: SeeCriteria): Promise<CriteriaSeen | Refusal> {
    const { views } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known?.organisation !== organisation) return refuse('report-programme-not-found');
    const { design } = known;
    const framework = (await views.get(knownFrameworks, programme))?.framework ?? noThemes;
    const { stories } = await readLedger(views, programme);
    const codings = await codingsThatCount(this.service, { organisation, programme }, stories);
    // Of several stories that a reason names each is coded by itself: the reason carries what any of them says.
    const themesOf = new Map<string, Set<string>>();
    for (const { reason, themes } of codings.flatMap(({ reasons }) => reasons)) {
      themesOf.set(reason, new Set([...(themesOf.get(reason) ?? []), ...themes]));
    }
    return {
      design,
      framework,
      levels: countCriteria(
        await reasonsSaid(views, programme, themesOf),
        framework.themes.map(({ id }) => id),
        design.levels.map(({ level }) => level).sort((one, other) => one - other),
        designMeasured(design).periods,
      ),
    };
  }
}

/** Each where it was said: on the way up it is on record again. */
async function reasonsSaid(
  views: Views,
  programme: string,
  themesOf: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<readonly CodedReason[]> {
  const said = new Map<string, CodedReason>();
  for await (const { record } of views.stream(closedSittings, { index: 'byPeriod', equals: { programme } })) {
    const { panel, level, period, outcome } = record;
    for (const reason of record.reasons) {
      const themes = themesOf.get(reason.reason);
      const isSaidHere = reason.panel === panel && reason.level === level && reason.period === period;
      if (themes === undefined || !isSaidHere || said.has(reason.reason)) continue;
      const isOfChosen = reason.stories.some((story) => outcome.stories.includes(story));
      said.set(reason.reason, { level, period, isOfChosen, themes });
    }
  }
  return [...said.values()];
}
