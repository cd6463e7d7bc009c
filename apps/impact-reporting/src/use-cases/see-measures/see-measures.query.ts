import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { measure, type Measures } from '../../domain/measures/measure.js';
import type { Breakdown } from '../../domain/measures/measured.js';
import { designMeasured, programmeFacts } from '../../reading-facts.js';

export interface ProgrammeMeasured {
  readonly design: ProgrammeDesign;
  /** Ids, in the order of their opening. */
  readonly periods: readonly string[];
  readonly measures: Measures;
}

export class SeeMeasures extends Query<ProgrammeMeasured | Refusal> {
  constructor(
    readonly organisation: string,
    readonly programme: string,
    readonly by: Breakdown,
  ) {
    super();
  }
}

@QueryHandler(SeeMeasures)
export class SeeMeasuresHandler implements IQueryHandler<SeeMeasures> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, programme, by }: SeeMeasures): Promise<ProgrammeMeasured | Refusal> {
    const { views } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known?.organisation !== organisation) return refuse('report-programme-not-found');
    const design = designMeasured(known.design);
    const measures = measure(await programmeFacts(views, programme), design, by);
    return { design: known.design, periods: design.periods, measures };
  }
}
