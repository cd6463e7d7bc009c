import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import {
  lostCodeActApi,
  lostCodeApi,
  lostCodeSearchApi,
  lostContributorCodeActApi,
  lostContributorCodeApi,
} from '../../addresses.js';
import type { CollectionRoute } from '../../domain/story/events.js';
import { codeStateOf, type WhoseCode } from '../../over-time/whose-code.js';
import { keepers } from '../../stories/keepers.js';
import { actIn } from './act-in.js';
import { codeOfContributor, codeOfTeller } from './code-to-replace.js';
import { collectionRoutes, programmeOfKeeper, storyWithLostCode } from '../../over-time/lost-code-found.js';
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
  async find(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string, @Body() asked: LostCodeDto) {
    const design = await programmeOfKeeper(this.service, who, programme);
    const story = await storyWithLostCode(this.service, design, asked);
    return story === undefined ? throwRefusal(refuse('lost-code-not-found', 'reference')) : { story: story.id };
  }

  @Get(lostCodeApi.pattern)
  @Allow(...keepers)
  async see(@SignedIn() who: SomeoneAsking, @Param('story') id: string) {
    return this.#seen(await codeOfTeller(this.service, who, id));
  }

  @Post(lostCodeActApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') id: string,
    @Body() { act: kind, checked }: ReplacingDto,
  ): Promise<{ readonly version: number }> {
    return this.#act(context, await codeOfTeller(this.service, who, id), kind, checked);
  }

  /** Of one of several: the way is the one that was written down with them. */
  @Get(lostContributorCodeApi.pattern)
  @Allow(...keepers)
  async seeOfOne(
    @SignedIn() who: SomeoneAsking,
    @Param('story') id: string,
    @Param('contributor') contributor: string,
  ) {
    return this.#seen(await codeOfContributor(this.service, who, id, contributor));
  }

  @Post(lostContributorCodeActApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async actOfOne(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') id: string,
    @Param('contributor') contributor: string,
    @Body() { act: kind, checked }: ReplacingDto,
  ): Promise<{ readonly version: number }> {
    return this.#act(context, await codeOfContributor(this.service, who, id, contributor), kind, checked);
  }

  async #seen(whose: WhoseCode) {
    const { lostCode, replacement } = await codeStateOf(this.service, whose);
    return { way: lostCode, stage: replacement?.stage ?? null, on: replacement?.on ?? null };
  }

  async #act(context: CommandContext, whose: WhoseCode, kind: string, checked = ''): Promise<{ version: number }> {
    const act = actIn(kind, checked) ?? throwRefusal(refuse('code-not-checked', 'checked'));
    return { version: orThrow(await this.commands.execute(new ReplaceCode(context, whose, act))).version };
  }
}
