import { Module, type DynamicModule } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { RoundsApi } from './use-cases/cast-ballot/rounds.api.js';
import { ChangeSittingApi } from './use-cases/change-sitting/change-sitting.api.js';
import { ChangeSittingHandler } from './use-cases/change-sitting/change-sitting.command.js';
import { ConvenePanelApi, ConvenePanelHandler } from './use-cases/convene-panel/convene-panel.js';
import { OpenSittingApi } from './use-cases/open-sitting/open-sitting.api.js';
import { ReceiveStoriesApi } from './use-cases/receive-stories/receive-stories.api.js';
import { SeeSittingApi } from './use-cases/see-sitting/see-sitting.api.js';

@Module({})
export class PanelReviewModule {
  static over(service: ServiceRuntime): DynamicModule {
    return {
      module: PanelReviewModule,
      controllers: [ConvenePanelApi, OpenSittingApi, ReceiveStoriesApi, ChangeSittingApi, RoundsApi, SeeSittingApi],
      providers: [{ provide: ServiceRuntime, useValue: service }, ConvenePanelHandler, ChangeSittingHandler],
    };
  }
}
