import { Module, type DynamicModule } from '@nestjs/common';

import { joinAreas } from '#service-kit/service-area.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { areas } from './areas/areas.js';

@Module({})
export class StorySubmissionModule {
  static over(service: ServiceRuntime): DynamicModule {
    const { controllers, handlers } = joinAreas(areas);
    return {
      module: StorySubmissionModule,
      controllers: [...controllers],
      providers: [{ provide: ServiceRuntime, useValue: service }, ...handlers],
    };
  }
}
