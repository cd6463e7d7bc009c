import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';

import { programmesApi } from '../../addresses.js';
import { SeeProgrammes } from './see-programmes.query.js';

@ApiTags('programmes')
@Controller()
export class SeeProgrammesApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(programmesApi.pattern)
  @AllowSignedIn()
  async see(
    @SignedIn() who: SomeoneAsking,
    @Query('after') after?: string,
  ): Promise<{ readonly items: readonly ProgrammeDesign[]; readonly next: string | null }> {
    const { documents, next = null } = await this.queries.execute(new SeeProgrammes(who.organisation, after));
    // What was made for a rehearsal that is over stands in its record alone.
    return { items: documents.map(({ design }) => design).filter(({ rehearsal }) => rehearsal !== 'over'), next };
  }
}
