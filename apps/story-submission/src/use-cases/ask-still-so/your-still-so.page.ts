import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { calendarDay } from '#contracts/shared/calendar-day.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { timeZoneOf } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { yourStillSo } from '../../addresses.js';
import { stillSoDecider } from '../../domain/still-so/still-so.js';
import { storyStream } from '../../domain/story/events.js';
import { stillSo } from '../../read-models/still-so/still-so.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { stillSoRead } from '../../still-so-read.js';
import { storyCarried } from '../../stories/story-carried.js';
import { ActOnStillSo, type StillSoAct } from './still-so.command.js';
import { answerForm, chooseForm, monthsOf, yourStillSoView } from './your-still-so.view.js';

const template = pageTemplate(import.meta.url, 'your-still-so.njk');
const words = loadWords(import.meta.url, 'your-still-so');

interface Typed {
  readonly choice?: FormState;
  readonly answer?: FormState;
}

@Controller()
export class YourStillSoPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(yourStillSo)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language: page.language }));
    return this.#answer(page, story, {});
  }

  @Send(yourStillSo)
  @Open('a teller without an account, by the code their browser carries')
  async act(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    if (textIn(body, 'act') === 'answer') {
      const parsed = answerForm.parse(body);
      if (!parsed.ok) return this.#answer(page, story, { answer: parsed });
      const { answer, words: text = '' } = parsed.values;
      const done = await this.#does(context, story, { kind: 'answer', answer, words: text });
      if (isRefusal(done)) return this.#answer(page, story, { answer: answerForm.refused(parsed.typed, done) });
      return seeOther(yourStillSo.to({ language }));
    }
    const parsed = chooseForm.parse(body);
    if (!parsed.ok) return this.#answer(page, story, { choice: parsed });
    const done = await this.#does(context, story, { kind: 'choose', months: monthsOf(parsed.values.months) });
    if (isRefusal(done)) return this.#answer(page, story, { choice: chooseForm.refused(parsed.typed, done) });
    return seeOther(yourStillSo.to({ language }));
  }

  #does(context: CommandContext, story: StoryDocument, act: StillSoAct) {
    return this.commands.execute(new ActOnStillSo(context, story, act));
  }

  async #answer(page: PageContext, story: StoryDocument, typed: Typed): Promise<PageAnswer> {
    const { views, unlocking } = this.service;
    const known = (await views.get(stillSo, story.id)) ?? stillSoDecider.initialState;
    const unlocked = await unlocking.unlockOne({
      owner: storyStream(story.id),
      reader: { person: story.teller, organisation: story.organisation },
      purpose: 'teller',
      use: 'read',
    });
    const parts = stillSoRead(known.parts, unlocked);
    const timeZone = await timeZoneOf(this.service, story.programme);
    const today = calendarDay(this.service.clock.now(), timeZone);
    const view = yourStillSoView({ story, known, parts, today, timeZone }, typed, words[page.language]);
    return htmlReply(template, view, page);
  }
}
