import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { isLanguage } from '#web/language.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeYourData, yourDataFile } from '../../addresses.js';
import { codeCarried } from '../../stories/code-cookie.js';
import { whoAsks, whoAsksHere } from '../../rights/who-asks.js';
import { asPlainText, seeYourDataView } from './see-your-data.view.js';
import { yourData } from '../../rights/your-data.js';

const template = pageTemplate(import.meta.url, 'see-your-data.njk');
const allWords = loadWords(import.meta.url, 'see-your-data');

@Controller()
export class SeeYourDataPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(seeYourData)
  @Open('a teller, or somebody in a story, without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const found = await whoAsksHere(this.service, request, reply);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    const data = await yourData(this.service, found, this.service.clock.now());
    return htmlReply(template, seeYourDataView(data, found.design, allWords[language]), page);
  }

  /** The same to keep: for a person, or for a program. The file's name says nothing. */
  @Get(yourDataFile.pattern)
  @Open('a teller, or somebody in a story, without an account, by the code their browser carries')
  async file(
    @Param('language') language: string,
    @Param('format') format: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!isLanguage(language) || (format !== 'json' && format !== 'text')) return throwRefusal(refuse('not-found'));
    const found = await whoAsks(this.service, codeCarried(request));
    if (found === undefined) return throwRefusal(refuse('story-code-opens-nothing', 'code'));
    const data = await yourData(this.service, found, this.service.clock.now());
    reply
      .header('content-type', format === 'json' ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="copy.${format === 'json' ? 'json' : 'txt'}"`);
    return format === 'json' ? JSON.stringify(data, null, 2) : asPlainText(data, found.design, allWords[language]);
  }
}
