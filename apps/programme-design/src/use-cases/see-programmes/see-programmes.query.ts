import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { Found } from '#projections/read-model.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { programmes, type ProgrammeDocument } from '../../read-models/programmes/programmes.js';

export class SeeProgrammes extends Query<Found<ProgrammeDocument>> {
  constructor(
    readonly organisation: string,
    readonly after?: string,
  ) {
    super();
  }
}

@QueryHandler(SeeProgrammes)
export class SeeProgrammesHandler implements IQueryHandler<SeeProgrammes> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ organisation, after }: SeeProgrammes): Promise<Found<ProgrammeDocument>> {
    return this.service.views.find(programmes, {
      index: 'byOrganisation',
      equals: { organisation },
      limit: 100,
      ...(after === undefined ? {} : { after }),
    });
  }
}
