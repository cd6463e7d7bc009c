import { Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';

import { Open } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { yourCorrectionApi, yourDataApi, yourRequestsApi } from '../../addresses.js';
import { CorrectStory } from '../correct-story/correct-story.command.js';
import { newestText } from '../../stories/newest-text.js';
import { requestsOfStory } from '../../rights/requests-of-story.js';
import { yourData } from '../../rights/your-data.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { rightsByCode, UseRight, type RightByCode } from './use-right.command.js';
import { whoAsks, type WhoAsks } from '../../rights/who-asks.js';

export class UseRightDto {
  @IsIn(rightsByCode)
  right!: RightByCode;

  /** What it is about: needed to object and to complain. */
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  words?: string;
}

export class CorrectStoryDto {
  @IsString()
  narrative!: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  title?: string;

  @IsOptional()
  @IsString()
  @MaxLength(100_000)
  whySignificant?: string;

  /** Of the text that is corrected: refused when another correction came first. */
  @IsInt()
  @Min(1)
  storyVersion!: number;
}

const byCode = 'the teller by code (header x-newid-code)';
const byAnyCode = 'the teller, or somebody in a story, by code (header x-newid-code)';

@ApiTags('rights')
@Controller()
export class UseYourRightsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Everything that is held of the story: its versions, the answers about it, who read it, what was asked. */
  @Get(yourDataApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byAnyCode)
  async data(@Headers('x-newid-code') code = '') {
    return yourData(this.service, await this.#who(code), this.service.clock.now());
  }

  @Get(yourRequestsApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byAnyCode)
  async requests(@Headers('x-newid-code') code = '') {
    const { document, you } = await this.#who(code);
    return { items: await requestsOfStory(this.service, document, you?.id), next: null };
  }

  @Post(yourRequestsApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byAnyCode)
  async use(
    @Command() context: CommandContext,
    @Body() { right, words = '' }: UseRightDto,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const who = await this.#who(code);
    const done = orThrow(await this.commands.execute(new UseRight(context, who, right, words)));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }

  @Post(yourCorrectionApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async correct(
    @Command() context: CommandContext,
    @Body() { narrative, title, whySignificant, storyVersion }: CorrectStoryDto,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number; readonly storyVersion: number }> {
    const story = await storyOpened(this.service, code);
    const { organisation } = story;
    const standing = await newestText(this.service, story);
    if (standing === undefined) return throwRefusal(refuse('story-already-withdrawn'));
    const text = {
      ...standing.text,
      narrative,
      ...(title === undefined ? {} : { title }),
      ...(whySignificant === undefined ? {} : { whySignificant }),
    };
    const correction = new CorrectStory({ ...context, organisation }, story.id, text, storyVersion);
    const done = orThrow(await this.commands.execute(correction));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version, storyVersion: storyVersion + 1 };
  }

  async #who(code: string): Promise<WhoAsks> {
    return (await whoAsks(this.service, code)) ?? throwRefusal(refuse('story-code-opens-nothing', 'code'));
  }
}
