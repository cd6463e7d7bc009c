import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { lettersSeen } from '#service-kit/rehearsing/letters-seen.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { rehearsedLettersToPeopleApi } from '../addresses.js';
import { programmeRehearsed } from './programme-rehearsed.js';

@ApiTags('rehearsals')
@Controller()
export class RehearsedLettersToPeopleApi {
  constructor(private readonly service: ServiceRuntime) {}

  /** Reminders and alerts that people with an account would have got, had it not been a rehearsal: the newest first, 200 at most. */
  @Get(rehearsedLettersToPeopleApi.pattern)
  @Allow('administrator')
  async list(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string) {
    await programmeRehearsed(this.service, who, programme);
    return { items: await lettersSeen(this.service, who, programme), next: null };
  }
}
