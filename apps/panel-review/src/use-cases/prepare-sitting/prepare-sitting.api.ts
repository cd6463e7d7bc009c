import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, Length } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { languagesApi, preparationApi } from '../../addresses.js';
import { needsOfPresent } from '../../reading-meetings/needs-of-members.js';
import { preparationFor } from './preparation-for.js';
import { SettleLanguage, type HowSettled } from './settle-language.command.js';

export class SettleLanguageDto {
  @IsIn(['translation', 'interpreter', 'otherwise'])
  how!: HowSettled;

  @Length(1, 2_000)
  because!: string;
}

@ApiTags('sittings')
@Controller()
export class PrepareSittingApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(preparationApi.pattern)
  @Allow('facilitator', 'evaluator')
  async seePreparation(@SignedIn() who: SomeoneAsking, @Param('sitting') sitting: string) {
    const { document, preparation } = await preparationFor(this.service, who, sitting);
    return { ...preparation, needs: await needsOfPresent(this.service, who, document.state) };
  }

  @Post(languagesApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async settleLanguage(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { how, because }: SettleLanguageDto,
  ): Promise<{ readonly version: number }> {
    const done = await this.commands.execute(new SettleLanguage(context, sitting, how, because));
    return { version: orThrow(done).version };
  }
}
