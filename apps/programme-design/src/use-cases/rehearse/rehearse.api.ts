import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { rehearsalApi, rehearsalEndApi, rehearsalsApi, rehearsalStepsApi } from '../../addresses.js';
import { rehearsalKinds, type RehearsalKind } from '../../domain/rehearsal/rehearsal.js';
import { Rehearse } from './rehearse.command.js';
import { SeeRehearsal, SeeRehearsals, type RehearsalSeen } from './see-rehearsals.query.js';

export class StartRehearsalDto {
  @IsIn(rehearsalKinds)
  kind!: RehearsalKind;

  /** Id of somebody else with an account, who confirms what one person may not do alone. */
  @Matches(/\S/)
  @MaxLength(100)
  second!: string;
}

export class RehearsalStepDto {
  @Matches(/^[a-z-]{1,40}$/)
  step!: string;

  /** What went wrong; empty: nothing. Sealed. */
  @IsString()
  @MaxLength(5_000)
  wentWrong!: string;
}

export class RehearsalEndDto {
  /** What was learned. Sealed. */
  @IsString()
  @MaxLength(20_000)
  lessons!: string;
}

@ApiTags('rehearsals')
@Controller()
export class RehearseApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(rehearsalsApi.pattern)
  @Allow('administrator')
  @ApiOkResponse({ description: 'The newest first: { items: [{ id, kind, programme, startedAt, endedAt }] }' })
  async list(@SignedIn() { organisation }: SomeoneAsking) {
    const found = await this.queries.execute(new SeeRehearsals(organisation));
    return {
      items: found.map(({ id, startedAt, rehearsed: { started, ended } }) => ({
        ...{ id, kind: started.kind, programme: started.programme, startedAt, endedAt: ended?.at ?? null },
      })),
    };
  }

  @Get(rehearsalApi.pattern)
  @Allow('administrator')
  async see(@SignedIn() who: SomeoneAsking, @Param('rehearsal') rehearsal: string): Promise<RehearsalSeen> {
    return orThrow(await this.queries.execute(new SeeRehearsal(who, rehearsal)));
  }

  @Post(rehearsalsApi.pattern)
  @Allow('administrator')
  async start(
    @Command() context: CommandContext,
    @Body() { kind, second }: StartRehearsalDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly rehearsal: string; readonly version: number }> {
    const { rehearsal, done } = orThrow(
      await this.commands.execute(new Rehearse(context, { what: 'start', kind, second })),
    );
    const { version } = await answerVersion(this.service, reply, done);
    reply.header('location', rehearsalApi.to({ rehearsal }));
    return { rehearsal, version };
  }

  @Post(rehearsalStepsApi.pattern)
  @Allow('administrator')
  async step(
    @Command() context: CommandContext,
    @Param('rehearsal') rehearsal: string,
    @Body() { step, wentWrong: wrong }: RehearsalStepDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const asked = { what: 'step', rehearsal, step, wrong } as const;
    return answerVersion(this.service, reply, orThrow(await this.commands.execute(new Rehearse(context, asked))).done);
  }

  /** Once what was invented is cleared away. The programme is removed everywhere. */
  @Post(rehearsalEndApi.pattern)
  @Allow('administrator')
  async end(
    @Command() context: CommandContext,
    @Param('rehearsal') rehearsal: string,
    @Body() { lessons }: RehearsalEndDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const asked = { what: 'end', rehearsal, lessons } as const;
    return answerVersion(this.service, reply, orThrow(await this.commands.execute(new Rehearse(context, asked))).done);
  }
}
