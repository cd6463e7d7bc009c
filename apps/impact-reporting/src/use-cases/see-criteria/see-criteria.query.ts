import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Views } from '#projections/read-model.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { countCriteria, type CodedReason, type LevelCriteria } from '../../domain/coding/count-criteria.js';
import { knownFrameworks, noThemes } from '../../read-models/known-frameworks/known-frameworks.js';
import { reasonsSaid } from '../../read-models/reasons-said/reasons-said.js';
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
        await reasonsCoded(views, programme, themesOf),
        framework.themes.map(({ id }) => id),
        design.levels.map(({ level }) => level).sort((one, other) => one - other),
        designMeasured(design).periods,
      ),
    };
  }
}

async function reasonsCoded(
  views: Views,
  programme: string,
  themesOf: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<readonly CodedReason[]> {
  const coded: CodedReason[] = [];
  for await (const { id, level, period, isOfChosen } of views.stream(reasonsSaid, {
    index: 'byProgramme',
    equals: { programme },
  })) {
    const themes = themesOf.get(id);
    if (themes !== undefined) coded.push({ level, period, isOfChosen, themes });
  }
  return coded;
}
