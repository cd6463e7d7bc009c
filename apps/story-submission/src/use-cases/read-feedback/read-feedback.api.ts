import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

import { AllowSignedIn, Open, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import type { Reader } from '#key-vault/key-vault.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import {
  feedbackForYouAnswerApi,
  feedbackForYouApi,
  feedbackForYouSightApi,
  yourFeedbackAnswerApi,
  yourFeedbackApi,
  yourFeedbackSightApi,
} from '../../addresses.js';
import { languageOfWords } from '../../domain/feedback/feedback.js';
import type { FeedbackDocument } from '../../read-models/feedback/feedback.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { feedbackToCollector, feedbackToTeller, opened, type SaidToYou } from '../../telling-back/feedback-to.js';
import { AnswerPanel, SeeWhatWasSaid } from './read-feedback.command.js';

export class AnswerPanelDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(10_000)
  answer!: string;
}

interface Theirs {
  readonly reader: Reader;
  readonly items: readonly FeedbackDocument[];
}

@ApiTags('feedback')
@Controller()
export class ReadFeedbackApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** What meetings said of the teller's story: its words only where the teller has asked to see them. */
  @Get(yourFeedbackApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async ofTeller(@Headers('x-newid-code') code = '') {
    return this.#list(await this.#toTeller(code));
  }

  @Post(yourFeedbackSightApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async tellerSees(
    @Command() context: CommandContext,
    @Param('feedback') feedback: string,
    @Headers('x-newid-code') code = '',
  ) {
    return this.#see(context, await this.#toTeller(code), feedback);
  }

  @Post(yourFeedbackAnswerApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async tellerAnswers(
    @Command() context: CommandContext,
    @Param('feedback') feedback: string,
    @Body() { answer }: AnswerPanelDto,
    @Headers('x-newid-code') code = '',
  ) {
    return this.#answer(context, await this.#toTeller(code), feedback, answer);
  }

  /** What panels said of the stories that whoever asks has collected. */
  @Get(feedbackForYouApi.pattern)
  @AllowSignedIn()
  async ofCollector(@SignedIn() who: SomeoneAsking) {
    return this.#list(await this.#toCollector(who));
  }

  @Post(feedbackForYouSightApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async collectorSees(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('feedback') feedback: string,
  ) {
    return this.#see(context, await this.#toCollector(who), feedback);
  }

  @Post(feedbackForYouAnswerApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async collectorAnswers(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('feedback') feedback: string,
    @Body() { answer }: AnswerPanelDto,
  ) {
    return this.#answer(context, await this.#toCollector(who), feedback, answer);
  }

  async #toTeller(code: string): Promise<Theirs> {
    const story = await storyOpened(this.service, code);
    const reader = { person: story.teller, organisation: story.organisation };
    return { reader, items: await feedbackToTeller(this.service, story) };
  }

  async #toCollector(who: Reader): Promise<Theirs> {
    return { reader: who, items: await feedbackToCollector(this.service, who) };
  }

  async #list({ reader, items }: Theirs) {
    const said = await Promise.all(items.map((document) => opened(this.service, reader, document)));
    return { items: said.map(shown) };
  }

  async #see(context: CommandContext, { items }: Theirs, id: string): Promise<{ readonly version: number }> {
    const done = orThrow(await this.commands.execute(new SeeWhatWasSaid(context, its(items, id))));
    return { version: done.version };
  }

  async #answer(
    context: CommandContext,
    { items }: Theirs,
    id: string,
    answer: string,
  ): Promise<{ readonly version: number }> {
    const done = orThrow(await this.commands.execute(new AnswerPanel(context, its(items, id), answer)));
    return { version: done.version };
  }
}

const its = (items: readonly FeedbackDocument[], id: string): FeedbackDocument =>
  items.find((each) => each.id === id) ?? throwRefusal(refuse('feedback-not-found', 'feedback'));

function shown({ document, isSeen, wording, membersSaid, answers }: SaidToYou) {
  const { id: feedback, panel, level, period, state, sittingClosedAt, item } = document;
  const language = languageOfWords(item);
  return { feedback, panel, level, period, state, sittingClosedAt, language, isSeen, wording, membersSaid, answers };
}
