import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { acceptRedactionApi, redactionApi, redactionsApi, takeBackRedactionApi } from '../../addresses.js';
import { firstReaders } from '../../stories/stories-to-read.js';
import { ProposeRedaction, SettleRedaction } from './redact-story.command.js';
import { ProposeRedactionDto } from './redact-story.dto.js';
import { somebody } from './redact-story.form.js';
import { openRedactionOf, openRedactions, storyToRedact, whoItLiesWith } from './story-to-redact.js';

@ApiTags('stories')
@Controller()
export class RedactStoryApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** What waits for an answer, with whom. Facts only: each story is opened by itself. */
  @Get(redactionsApi.pattern)
  @Allow(...firstReaders)
  async list(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string) {
    const { open } = await openRedactions(this.service, who, programme);
    return {
      items: whoItLiesWith.flatMap((each) =>
        open[each].map(({ id: story, liesWith, proposedAt }) => ({ story, liesWith, proposedAt })),
      ),
    };
  }

  /** The story with what is proposed, and as it was told where something was left out before. */
  @Get(redactionApi.pattern)
  @Allow(...firstReaders)
  async see(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    const { read, known, proposed, originals } = await storyToRedact(this.service, who, story);
    const { id, reference, programme, text } = read.document;
    return {
      ...{ id, reference, programme, storyVersion: text.version, liesWith: known?.liesWith ?? 'nobody' },
      ...{ proposed, originals },
      ...(read.text.kind === 'shown'
        ? { text: read.text.story, consent: read.text.consent }
        : { withheld: read.text.because }),
    };
  }

  @Post(redactionApi.pattern)
  @HttpCode(200)
  @Allow(...firstReaders)
  async propose(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Body() { storyVersion, passages }: ProposeRedactionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const { document, text } = (await storyToRedact(this.service, who, story)).read;
    if (text.kind === 'withheld') return throwRefusal(refuse('story-sharing-paused'));
    const marked = passages.map(({ passage, instead = somebody(document.language) }) => ({ passage, instead }));
    const done = await this.commands.execute(new ProposeRedaction(context, document, text.story, marked, storyVersion));
    return answerVersion(this.service, reply, orThrow(done));
  }

  /** The teller’s other words become the new version. */
  @Post(acceptRedactionApi.pattern)
  @HttpCode(200)
  @Allow(...firstReaders)
  accept(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    return this.#settle(context, who, story, 'accept', reply);
  }

  /** Nothing is to be left out after all. */
  @Post(takeBackRedactionApi.pattern)
  @HttpCode(200)
  @Allow(...firstReaders)
  takeBack(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    return this.#settle(context, who, story, 'take-back', reply);
  }

  async #settle(
    context: CommandContext,
    who: SomeoneAsking,
    story: string,
    act: 'accept' | 'take-back',
    reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const redaction = openRedactionOf(await storyToRedact(this.service, who, story));
    const done = await this.commands.execute(new SettleRedaction(context, story, redaction, act));
    return answerVersion(this.service, reply, orThrow(done));
  }
}
