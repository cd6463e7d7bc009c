import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { isLanguage, type Language } from '#web/language.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { renderFile } from '#web/rendering/render-page.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { minutesFile, minutesPage } from '../../addresses.js';
import { meetingFor, meetingWords } from '../../showing-meetings/meeting-for.js';
import { photosLinked, photosWhole } from '../../reading-meetings/photos-shown.js';
import { minutesView, type MinutesSeen } from './minutes.view.js';
import { recordedInRounds } from './recorded-in-rounds.js';

const template = pageTemplate(import.meta.url, 'see-minutes.njk');
const fileTemplate = pageTemplate(import.meta.url, 'minutes-file.njk');
const words = loadWords(import.meta.url, 'see-minutes');

@Controller()
export class SeeMinutesPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(minutesPage)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const seen = await this.#seen(who, sitting, language);
    const photos = await photosLinked(this.service, who, seen.document);
    return htmlReply(template, minutesView(seen, photos, words[language], meetingWords[language]), page);
  }

  /** The same as one file to keep. Its name says nothing of what was decided; what is withdrawn later stays in it. */
  @Get(minutesFile.pattern)
  @ApiExcludeEndpoint()
  @Allow('facilitator', 'panel-member', 'evaluator')
  async file(
    @SignedIn() who: SomeoneAsking,
    @Param('language') language: string,
    @Param('sitting') sitting: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!isLanguage(language)) return throwRefusal(refuse('not-found'));
    const seen = await this.#seen(who, sitting, language);
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-disposition', `attachment; filename="minutes-${sitting}.html"`);
    const photos = await photosWhole(this.service, who, seen.document);
    const view = minutesView(seen, photos, words[language], meetingWords[language]);
    return renderFile(fileTemplate, view);
  }

  async #seen(who: SomeoneAsking, sitting: string, language: Language): Promise<MinutesSeen> {
    const seen = await meetingFor(this.service, who, sitting, language);
    return { ...seen, recorded: await recordedInRounds(this.service, seen.meeting.state) };
  }
}
