import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { lostCodeActApi, lostCodeApi, lostCodeSearchApi } from '../../addresses.js';
import type { CollectionRoute } from '../../domain/story/events.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import { storyToHold } from '../hold-by-law/legal-holds-seen.js';
import { keepers, type Staff } from '../see-rights-requests/see-rights-requests.query.js';
import { actIn } from './act-in.js';
import { collectionRoutes, programmeOfKeeper, storyWithLostCode } from './lost-code-found.js';
import { ReplaceCode, replacingActs } from './replace-code.command.js';

export class LostCodeDto {
  @IsString()
  @MaxLength(100)
  reference!: string;

  @IsString()
  @MaxLength(100)
  period!: string;

  @IsIn(collectionRoutes)
  route!: CollectionRoute;
}

export class ReplacingDto {
  /** The sheet itself is shown on its page alone. */
  @IsIn(replacingActs)
  act!: (typeof replacingActs)[number];

  /** With `ask`: whom somebody asked whether it is really them. */
  @IsOptional()
  @IsIn(['channel', 'person'])
  checked?: 'channel' | 'person';
}

@ApiTags('consent')
@Controller()
export class ReplaceCodeApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** The story with this reference, period and route, unread. */
  @Post(lostCodeSearchApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async find(@SignedIn() who: Staff, @Param('programme') programme: string, @Body() asked: LostCodeDto) {
    const design = await programmeOfKeeper(this.service, who, programme);
    const story = await storyWithLostCode(this.service, design, asked);
    return story === undefined ? throwRefusal(refuse('lost-code-not-found', 'reference')) : { story: story.id };
  }

  @Get(lostCodeApi.pattern)
  @Allow(...keepers)
  async see(@SignedIn() who: Staff, @Param('story') id: string) {
    await storyToHold(this.service, who, id);
    const { lostCode, replacement } = await overTimeOf(this.service, id);
    return { way: lostCode, stage: replacement?.stage ?? null, on: replacement?.on ?? null };
  }

  @Post(lostCodeActApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: Staff,
    @Param('story') id: string,
    @Body() { act: kind, checked }: ReplacingDto,
  ): Promise<{ readonly version: number }> {
    const story = await storyToHold(this.service, who, id);
    const act = actIn(kind, checked ?? '') ?? throwRefusal(refuse('code-not-checked', 'checked'));
    return { version: orThrow(await this.commands.execute(new ReplaceCode(context, story, act))).version };
  }
}
