import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { judgePairApi, pairApi, pairsApi, undoPairApi } from '../../addresses.js';
import { firstReaders, programmeToRead } from '../../stories/stories-to-read.js';
import { JudgePair, UndoPair } from './judge-pair.command.js';
import { pairSeen, pairsIn } from './pairs-seen.js';

const states = ['to-judge', 'not-the-same', 'put-together'] as const;

export class JudgePairDto {
  /** The story that is read from now on; left out: they are not the same. */
  @IsOptional()
  @IsString()
  keep?: string;

  /** Needed where one is kept: sealed with the other. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  why?: string;
}

/** Stories that are likely the same, and what a person found. */
@ApiTags('stories')
@Controller()
export class JudgePairApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** `state`: to-judge (if left out), not-the-same or put-together. */
  @Get(pairsApi.pattern)
  @Allow(...firstReaders)
  async list(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string, @Query('state') asked?: string) {
    await programmeToRead(this.service, who, programme);
    const state = states.find((each) => each === asked) ?? 'to-judge';
    const items = await pairsIn(this.service, who, programme, state);
    return {
      items: items.map(({ id, period, one, other, references, likeness, keep }) => ({
        ...{ id, period, one, other, references, likeness, state, keep },
      })),
    };
  }

  @Get(pairApi.pattern)
  @Allow(...firstReaders)
  async see(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string, @Param('pair') id: string) {
    const { pair, both, why } = await pairSeen(this.service, who, programme, id);
    return { id, likeness: pair.likeness, state: pair.state, keep: pair.keep, why, stories: both };
  }

  @Post(judgePairApi.pattern)
  @HttpCode(200)
  @Allow(...firstReaders)
  async judge(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('pair') id: string,
    @Body() { keep, why }: JudgePairDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { pair } = await pairSeen(this.service, who, programme, id);
    const judgement = { keep: keep ?? null, why: why ?? '' };
    const done = orThrow(await this.commands.execute(new JudgePair(context, pair, judgement)));
    return answerVersion(this.service, reply, done);
  }

  @Post(undoPairApi.pattern)
  @HttpCode(200)
  @Allow(...firstReaders)
  async undo(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('pair') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { pair } = await pairSeen(this.service, who, programme, id);
    return answerVersion(this.service, reply, orThrow(await this.commands.execute(new UndoPair(context, pair))));
  }
}
