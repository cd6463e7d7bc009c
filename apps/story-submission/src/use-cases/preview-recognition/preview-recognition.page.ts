import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { previewRecognition } from '../../addresses.js';
import { draftOfRequest } from '../../telling/draft-of-request.js';
import { previewOf } from './preview-of-draft.js';
import { previewRecognitionView } from './preview-recognition.view.js';

const template = pageTemplate(import.meta.url, 'preview-recognition.njk');
const words = loadWords(import.meta.url, 'preview-recognition');

@Controller()
export class PreviewRecognitionPage {
  constructor(private readonly service: ServiceRuntime) {}

  /** Looks, and changes nothing. */
  @Page(previewRecognition)
  @Open('a teller without an account, by the code their browser carries')
  async show(@CurrentPage() page: PageContext, @Req() request: FastifyRequest): Promise<PageAnswer> {
    const { language } = page;
    const found = await draftOfRequest(this.service, request, language);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    return htmlReply(template, previewRecognitionView(found, previewOf(found), words[language]), page);
  }
}
