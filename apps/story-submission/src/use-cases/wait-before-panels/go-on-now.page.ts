import { Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import { goOnNow, seeYourStory } from '../../addresses.js';
import { storyCarried } from '../../stories/story-carried.js';
import { tellDone } from '../../stories/done-told.js';
import { GoOnNow } from './go-on-now.command.js';

const template = pageTemplate(import.meta.url, 'go-on-now.njk');
const allWords = loadWords(import.meta.url, 'go-on-now');

@Controller()
export class GoOnNowPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(goOnNow)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    const words = allWords[language];
    const { waitsUntil } = story;
    const timeZone = await timeZoneOf(this.service, story.programme);
    const isWaiting = waitsUntil !== null && !story.isWithdrawn;
    const view = {
      title: words('title'),
      backLink: seeYourStory.to({ language }),
      heading: words('heading'),
      until: isWaiting
        ? words('until', { date: writeDateAndTime(language, new Date(waitsUntil), timeZone) })
        : words('over'),
      items: isWaiting ? [words('then-read'), words('then-panels'), words('then-still')] : [],
      send: isWaiting ? words('send') : '',
      instead: { text: words(isWaiting ? 'instead' : 'back'), href: seeYourStory.to({ language }) },
    };
    return htmlReply(template, view, page);
  }

  /** Pressed twice, or after the time was over: the story's page says how it stands. */
  @Send(goOnNow)
  @Open('a teller without an account, by the code their browser carries')
  async send(
    @CurrentPage() { language }: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    const { id, organisation } = story;
    const done = await this.commands.execute(new GoOnNow({ ...context, organisation }, id));
    if (!isRefusal(done)) await this.service.views.reached(done.stream, done.version);
    return tellDone(language, 'goes-on');
  }
}
