import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeYourData, useYourRights, yourDataFile } from '../../addresses.js';
import { codeCarried } from '../../stories/code-cookie.js';
import { whoAsks, whoAsksHere, type WhoAsks } from '../../rights/who-asks.js';
import { yourData } from '../../rights/your-data.js';
import { copyFile } from './copy-file.js';
import { seeYourDataView } from './see-your-data.view.js';

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
    const words = allWords[language];
    const view = seeYourDataView(data, found.design, words, {
      backLink: useYourRights.to({ language }),
      lead: words('lead'),
      careful: words('files-careful'),
      file: (format) => yourDataFile.to({ language, format }),
    });
    return htmlReply(template, view, page);
  }

  @Get(yourDataFile.pattern)
  @Open('a teller, or somebody in a story, without an account, by the code their browser carries')
  async file(
    @Param('language') language: string,
    @Param('format') format: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const whose = async (): Promise<WhoAsks> =>
      (await whoAsks(this.service, codeCarried(request))) ?? throwRefusal(refuse('story-code-opens-nothing', 'code'));
    return copyFile(this.service, { language, format }, whose, reply);
  }
}
