import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsArray, IsIn } from 'class-validator';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { callingBackApi, ownWordsApi, reachApi } from '../../addresses.js';
import { stepsBeyond, type StepBeyond } from '../../domain/sitting/reach.js';
import { CallBack } from './call-back.command.js';
import { ChooseReach } from './choose-reach.command.js';
import { wordsOf } from './words-of.js';

export class ReachDto {
  /** Who may read it beside the panel. */
  @IsArray()
  @IsIn(stepsBeyond, { each: true })
  reach!: StepBeyond[];
}

@ApiTags('own words')
@Controller()
export class OwnWordsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Also of whoever no longer sits on a panel: what they said is theirs. */
  @Get(ownWordsApi.pattern)
  @AllowSignedIn()
  async ownWords(@SignedIn() who: SomeoneAsking) {
    const mine = await wordsOf(this.service, who);
    return {
      items: mine.map(({ document: { id, openedAt, state }, words, answers }) => {
        const { programme, panel, period, domain } = state.opened;
        return { sitting: id, programme, panel, period, domain, openedAt, words, answers };
      }),
      next: null,
    };
  }

  @Post(callingBackApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async callBack(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('reason') reason: string,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new CallBack(context, sitting, reason))).version };
  }

  @Post(reachApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async chooseReach(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('reason') reason: string,
    @Body() { reach }: ReachDto,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new ChooseReach(context, sitting, reason, reach))).version };
  }
}
