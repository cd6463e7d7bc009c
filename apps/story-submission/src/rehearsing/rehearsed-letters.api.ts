import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { lettersSeen } from '#service-kit/rehearsing/letters-seen.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { rehearsedLettersApi } from '../addresses.js';
import { programmeOfKeeper } from '../over-time/lost-code-found.js';

@ApiTags('rehearsals')
@Controller()
export class RehearsedLettersApi {
  constructor(private readonly service: ServiceRuntime) {}

  /** Letters that would have gone out, had it not been a rehearsal: the newest first, 200 at most. */
  @Get(rehearsedLettersApi.pattern)
  @Allow('administrator')
  async list(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string) {
    await programmeOfKeeper(this.service, who, programme, ['administrator']);
    return { items: await lettersSeen(this.service, who, programme), next: null };
  }
}
