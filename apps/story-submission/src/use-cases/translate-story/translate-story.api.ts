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

import { translationApi, translationsApi } from '../../addresses.js';
import { storyToTranslate, translationsMissing, translators } from '../../stories/story-to-translate.js';
import { TranslateStory } from './translate-story.command.js';
import { TranslateStoryDto } from './translate-story.dto.js';

@ApiTags('stories')
@Controller()
export class TranslateStoryApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** What panels of a period may receive and is not in every language of the programme. Facts only. */
  @Get(translationsApi.pattern)
  @Allow(...translators)
  async list(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string, @Param('period') period: string) {
    const { items, notAgreed } = await translationsMissing(this.service, who, programme, period);
    return { items, notAgreed };
  }

  /** The story and its translations, where its teller agreed to translation. */
  @Get(translationApi.pattern)
  @Allow(...translators)
  async see(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    const { document, text } = await storyToTranslate(this.service, who, story);
    const { id, reference, programme, period, language } = document;
    const facts = { id, reference, programme, period, language, storyVersion: document.text.version };
    return text.kind === 'shown'
      ? { ...facts, text: text.story, consent: text.consent, translations: text.translations }
      : { ...facts, withheld: text.because };
  }

  @Post(translationApi.pattern)
  @HttpCode(200)
  @Allow(...translators)
  async translate(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Body() { language, storyVersion, title = '', narrative, whySignificant = '' }: TranslateStoryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const { document, text } = await storyToTranslate(this.service, who, story);
    if (text.kind === 'withheld') return throwRefusal(refuse('translation-not-agreed'));
    const given = {
      title: title.trim() === '' ? null : title,
      narrative,
      whySignificant: whySignificant.trim() === '' ? null : whySignificant,
    };
    const done = await this.commands.execute(new TranslateStory(context, document, language, storyVersion, given));
    return answerVersion(this.service, reply, orThrow(done));
  }
}
