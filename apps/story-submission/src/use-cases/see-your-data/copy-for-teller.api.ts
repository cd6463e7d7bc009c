import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { copyForTellerApi } from '../../addresses.js';
import { copyAsked } from '../../rights/copy-asked.js';
import { yourData } from '../../rights/your-data.js';
import { keepers } from '../../stories/keepers.js';

@ApiTags('rights')
@Controller()
export class CopyForTellerApi {
  constructor(private readonly service: ServiceRuntime) {}

  /** For somebody without a code, once it was made sure who asks: what they would see by their code. */
  @Get(copyForTellerApi.pattern)
  @Allow(...keepers)
  async copy(@SignedIn() who: SomeoneAsking, @Param('story') story: string, @Param('request') request: string) {
    return yourData(this.service, await copyAsked(this.service, who, { story, request }), this.service.clock.now());
  }
}
