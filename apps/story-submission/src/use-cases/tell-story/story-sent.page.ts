import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { consentAudiences } from '#contracts/shared/consent.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import { normaliseCode } from '#service-kit/codes.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate, writeDateAndTime } from '#web/written.js';

import { chooseContactPage, seeYourStory, storySent, yourMedia, yourStillSo } from '../../addresses.js';
import { kindsTaken } from '../../domain/media/media.js';
import { storyStream } from '../../domain/story/events.js';
import { carryToStory, codeCarried } from '../../stories/code-cookie.js';
import { storyOfCode } from '../../telling/story-of-code.js';
import { panelsSaid } from '../../telling/panels-said.js';

const template = pageTemplate(import.meta.url, 'story-sent.njk');
const allWords = loadWords(import.meta.url, 'story-sent');

/** May be opened again as long as the browser carries the code: nobody must copy it in a hurry. */
@Controller()
export class StorySentPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(storySent)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const { vault, views } = this.service;
    const code = normaliseCode(codeCarried(request)) ?? '';
    const story = await storyOfCode(this.service, code);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    carryToStory(request, reply, code);
    const design = (await views.get(knownProgrammes, story.programme))?.design;
    const period = design?.periods.find(({ id }) => id === story.period);
    const consent = (await vault.consentOf(storyStream(story.story)))?.consent;
    const words = allWords[language];
    const view = {
      title: words('title'),
      panel: macroParams({ titleText: words('heading'), text: words('reference', { reference: story.reference }) }),
      codeHeading: words('code'),
      code,
      codeText: [words('code-write'), words('code-only')],
      next: {
        heading: words('next'),
        paragraphs: [
          ...(story.waitsUntil === undefined
            ? []
            : [
                words('next-waiting', {
                  date: writeDateAndTime(language, new Date(story.waitsUntil), design?.timezone),
                }),
              ]),
          ...(period === undefined ? [] : [words('next-period', { date: writeDate(language, period.closes) })]),
          words('next-panels'),
        ],
      },
      readers: {
        heading: words('readers'),
        lines:
          design === undefined
            ? []
            : consentAudiences
                .filter((audience) => consent?.audiences[audience] !== undefined)
                .map((audience) => design.consentWording.audiences[audience][language]),
        panels:
          design === undefined || consent?.audiences.panel === undefined ? '' : panelsSaid(design, language, words),
      },
      reach: { text: words('reach-you'), link: words('reach-you-link'), href: chooseContactPage.to({ language }) },
      stillSo: { text: words('still-so'), link: words('still-so-link'), href: yourStillSo.to({ language }) },
      media: {
        text: words('media'),
        link: words('media-link'),
        href: yourMedia.to({ language }),
        isTaken: design?.media !== undefined && kindsTaken(design.media).length > 0,
      },
      takeBack: {
        heading: words('take-back'),
        text: words('take-back-text'),
        address: words('take-back-address'),
        link: words('see-story'),
        href: seeYourStory.to({ language }),
      },
      help: { heading: words('help'), text: words('help-text') },
    };
    return htmlReply(template, view, page);
  }
}
