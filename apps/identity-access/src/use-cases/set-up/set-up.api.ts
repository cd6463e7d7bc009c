import { Body, Controller, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';
import type { FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { setUpApi } from '../../addresses.js';
import { beginSession } from '../../entering.js';
import { IdentitySettings } from '../../identity-settings.js';
import { SetUp, type SetUpDone } from './set-up.command.js';

class OrganisationNameDto {
  @Length(1, 200)
  en!: string;

  @Length(1, 200)
  cy!: string;
}

export class SetUpDto {
  @IsString()
  link!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => OrganisationNameDto)
  organisation!: OrganisationNameDto;

  @Length(1, 200)
  name!: string;

  @IsOptional()
  @IsIn(['en', 'cy'])
  language?: 'en' | 'cy';

  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/)
  organisationId?: string;

  @IsOptional()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/)
  personId?: string;
}

@ApiTags('people')
@Controller()
export class SetUpApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  @Post(setUpApi.pattern)
  @Open('whoever holds the one-time set-up link that the server printed')
  async setUp(
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Body() body: SetUpDto,
  ): Promise<SetUpDone & { readonly token: string }> {
    const { link, organisation, name, language = 'en', organisationId, personId } = body;
    const names = { en: organisation.en, cy: organisation.cy };
    const ids = { organisation: organisationId, person: personId };
    const done = orThrow(await this.commands.execute(new SetUp(context, link, names, name, language, ids)));
    return { ...done, token: await beginSession(this.service, this.settings, request, done.person) };
  }
}
