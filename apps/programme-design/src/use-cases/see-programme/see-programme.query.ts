import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { programmes, type ProgrammeDocument } from '../../read-models/programmes/programmes.js';

export class SeeProgramme extends Query<ProgrammeDocument | Refusal> {
  constructor(
    readonly organisation: string,
    readonly programme: string,
  ) {
    super();
  }
}

@QueryHandler(SeeProgramme)
export class SeeProgrammeHandler implements IQueryHandler<SeeProgramme> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, programme }: SeeProgramme): Promise<ProgrammeDocument | Refusal> {
    const found = await this.service.views.get(programmes, programme);
    return found?.organisation === organisation ? found : refuse('programme-not-found', 'programme');
  }
}
