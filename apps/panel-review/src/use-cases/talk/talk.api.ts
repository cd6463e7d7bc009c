import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { hidingApi, remarksApi } from '../../addresses.js';
import { openedRemarks } from '../../reading-meetings/opened-remarks.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { HideRemark } from './hide-remark.command.js';
import { MakeRemark } from './make-remark.command.js';

export class RemarkDto {
  /** Left out: about the meeting as a whole. */
  @IsOptional()
  @IsString()
  story?: string;

  @Length(1, 10_000)
  text!: string;
}

export class HidingDto {
  @Length(1, 2_000)
  reason!: string;
}

@ApiTags('sittings')
@Controller()
export class TalkApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(remarksApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async seeRemarks(@SignedIn() who: SomeoneAsking, @Param('sitting') sitting: string) {
    const { state } = await sittingFor(this.service, who, sitting);
    return { items: await openedRemarks(this.service, who, state), next: null };
  }

  @Post(remarksApi.pattern)
  @Allow('facilitator', 'panel-member')
  async makeRemark(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { story, text }: RemarkDto,
  ): Promise<{ readonly version: number }> {
    const done = await this.commands.execute(new MakeRemark(context, sitting, story ?? null, text));
    return { version: orThrow(done).version };
  }

  @Post(hidingApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async hideRemark(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('remark') remark: string,
    @Body() { reason }: HidingDto,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new HideRemark(context, sitting, remark, reason))).version };
  }
}
