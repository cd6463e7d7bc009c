import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { packApprovalsApi } from '../../addresses.js';
import { mayApprove, programmeToChange } from '../../programme-to-change.js';
import { ApprovePack } from './approve-pack.command.js';

export class ApprovePackDto {
  /** The office in which you approve. */
  @Matches(/\S/)
  @MaxLength(200)
  capacity!: string;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  remark?: string | null;
}

@ApiTags('approval')
@Controller()
export class ApprovePackApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** If-Match names the version that was read. Any setting that changes afterwards opens the pack again. */
  @Post(packApprovalsApi.pattern)
  @Allow('administrator')
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() { capacity, remark = null }: ApprovePackDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const found = await programmeToChange(this.queries, who, programme);
    if (!mayApprove(who, found)) throwRefusal(refuse('not-allowed'));
    const done = orThrow(await this.commands.execute(new ApprovePack(context, programme, capacity, remark)));
    return answerVersion(this.service, reply, done);
  }
}
