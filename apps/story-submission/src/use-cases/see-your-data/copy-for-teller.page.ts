import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { copyForTeller, copyForTellerFile, seeRightsRequest } from '../../addresses.js';
import { copyAsked } from '../../rights/copy-asked.js';
import { yourData } from '../../rights/your-data.js';
import { keepers } from '../../stories/keepers.js';
import { copyFile } from './copy-file.js';
import { seeYourDataView } from './see-your-data.view.js';

const template = pageTemplate(import.meta.url, 'see-your-data.njk');
const allWords = loadWords(import.meta.url, 'see-your-data');

/** What the one who asked would see by their code, for whoever sends it to them. */
@Controller()
export class CopyForTellerPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(copyForTeller)
  @Allow(...keepers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('request') request: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const found = await copyAsked(this.service, who, { story, request });
    const data = await yourData(this.service, found, this.service.clock.now());
    const words = allWords[language];
    const view = seeYourDataView(data, found.design, words, {
      backLink: seeRightsRequest.to({ language, request }),
      lead: words('lead-for-teller'),
      careful: words('careful-for-teller'),
      file: (format) => copyForTellerFile.to({ language, story, request, format }),
    });
    return htmlReply(template, view, page);
  }

  @Get(copyForTellerFile.pattern)
  @Allow(...keepers)
  async file(
    @SignedIn() who: SomeoneAsking,
    @Param('language') language: string,
    @Param('story') story: string,
    @Param('request') request: string,
    @Param('format') format: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return copyFile(this.service, { language, format }, () => copyAsked(this.service, who, { story, request }), reply);
  }
}
