import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { clearStoryApi, holdBackStoryApi, storiesToReadApi, storyToReadApi } from '../../addresses.js';
import { ClearStoryDto, HoldBackStoryDto } from './read-story-first.dto.js';
import { ClearStory, HoldBackStory } from './read-story-first.command.js';
import { firstReaders, programmeToRead, queues, storiesToRead, storyToRead } from '../../stories/stories-to-read.js';

const onAPage = 100;

@ApiTags('stories')
@Controller()
export class ReadStoryFirstApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** `queue`: waiting (if left out), held-back or cleared. Facts only: each story is opened by itself. */
  @Get(storiesToReadApi.pattern)
  @Allow(...firstReaders)
  async list(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query('queue') asked?: string,
    @Query('after') after?: string,
  ) {
    await programmeToRead(this.service, who, programme);
    const queue = queues.find((each) => each === asked) ?? 'waiting';
    const { items, next } = await storiesToRead(this.service, who, { programme, queue, after, limit: onAPage });
    return {
      items: items.map(({ id, reference, period, domain, language, toldOn, words, moderation }) => ({
        ...{ id, reference, period, domain, language, toldOn, words, moderation },
      })),
      next: next ?? null,
    };
  }

  @Get(storyToReadApi.pattern)
  @Allow(...firstReaders)
  async see(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    const { document, mayWorry, text, saysNobodyRecognisable } = await storyToRead(this.service, who, story);
    const { id, reference, programme, period, domain, moderation } = document;
    const facts = {
      id,
      reference,
      programme,
      period,
      domain,
      moderation,
      storyVersion: document.text.version,
      mayWorry,
      saysNobodyRecognisable,
    };
    return text.kind === 'shown'
      ? { ...facts, text: text.story, consent: text.consent }
      : { ...facts, withheld: text.because };
  }

  @Post(clearStoryApi.pattern)
  @HttpCode(200)
  @Allow(...firstReaders)
  async clear(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Body() { storyVersion, nobodyRecognised }: ClearStoryDto,
  ): Promise<{ readonly version: number }> {
    await storyToRead(this.service, who, story);
    const done = orThrow(await this.commands.execute(new ClearStory(context, story, storyVersion, nobodyRecognised)));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }

  @Post(holdBackStoryApi.pattern)
  @HttpCode(200)
  @Allow(...firstReaders)
  async holdBack(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Body() { storyVersion, why }: HoldBackStoryDto,
  ): Promise<{ readonly version: number }> {
    await storyToRead(this.service, who, story);
    const done = orThrow(await this.commands.execute(new HoldBackStory(context, story, storyVersion, why)));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }
}
