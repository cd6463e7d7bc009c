import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { versionTag } from '#service-kit/http/etag.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { storyThemesApi } from '../../addresses.js';
import { evaluates } from '../../who-evaluates.js';
import { CodeStory } from './code-story.command.js';
import { CodeStoryDto } from './code-story.dto.js';
import { SeeStoryThemes, type StoryThemes } from './see-story-themes.query.js';

@ApiTags('themes')
@Controller()
export class CodeStoryApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(storyThemesApi.pattern)
  @Allow('evaluator')
  async see(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('story') story: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StoryThemes> {
    const seen = orThrow(await this.queries.execute(new SeeStoryThemes(who, programme, story)));
    evaluates(who, programme);
    reply.header('etag', versionTag(seen.coding?.version ?? 0));
    return seen;
  }

  @Put(storyThemesApi.pattern)
  @Allow('evaluator')
  async code(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('story') story: string,
    @Body() { themes, reasons = [] }: CodeStoryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    evaluates(who, programme);
    const codes = { themes, reasons: reasons.map((each) => ({ reason: each.reason, themes: each.themes })) };
    const done = orThrow(await this.commands.execute(new CodeStory(context, who, programme, story, codes)));
    return answerVersion(this.service, reply, done);
  }
}
