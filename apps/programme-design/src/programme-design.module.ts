import { Module, type DynamicModule } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { AddDomainHandler } from './use-cases/add-domain/add-domain.command.js';
import { AddPeriodHandler } from './use-cases/add-period/add-period.command.js';
import { ClosePeriodApi } from './use-cases/close-period/close-period.api.js';
import { ClosePeriodHandler } from './use-cases/close-period/close-period.command.js';
import { ClosePeriodPage } from './use-cases/close-period/close-period.page.js';
import { CreateProgrammeApi } from './use-cases/create-programme/create-programme.api.js';
import { CreateProgrammeHandler } from './use-cases/create-programme/create-programme.command.js';
import { OpenPeriodApi } from './use-cases/open-period/open-period.api.js';
import { OpenPeriodHandler } from './use-cases/open-period/open-period.command.js';
import { OpenPeriodPage } from './use-cases/open-period/open-period.page.js';
import { ReviseLadderHandler } from './use-cases/revise-ladder/revise-ladder.command.js';
import { SeeProgrammeApi } from './use-cases/see-programme/see-programme.api.js';
import { SeeProgrammePage } from './use-cases/see-programme/see-programme.page.js';
import { SeeProgrammeHandler } from './use-cases/see-programme/see-programme.query.js';
import { SeeProgrammesApi } from './use-cases/see-programmes/see-programmes.api.js';
import { SeeProgrammesPage } from './use-cases/see-programmes/see-programmes.page.js';
import { SeeProgrammesHandler } from './use-cases/see-programmes/see-programmes.query.js';

@Module({})
export class ProgrammeDesignModule {
  static over(service: ServiceRuntime): DynamicModule {
    return {
      module: ProgrammeDesignModule,
      controllers: [
        CreateProgrammeApi,
        SeeProgrammesApi,
        SeeProgrammeApi,
        OpenPeriodApi,
        ClosePeriodApi,
        SeeProgrammesPage,
        SeeProgrammePage,
        OpenPeriodPage,
        ClosePeriodPage,
      ],
      providers: [
        { provide: ServiceRuntime, useValue: service },
        CreateProgrammeHandler,
        AddDomainHandler,
        AddPeriodHandler,
        OpenPeriodHandler,
        ClosePeriodHandler,
        ReviseLadderHandler,
        SeeProgrammesHandler,
        SeeProgrammeHandler,
      ],
    };
  }
}
