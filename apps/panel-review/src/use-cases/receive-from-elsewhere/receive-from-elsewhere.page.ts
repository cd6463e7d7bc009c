import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { receiveFromElsewherePage, receiveStoriesPage, seeMeeting } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { readerOn } from '../../reading-meetings/opened-texts.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { titled, type StoryNamed, type TitledStory } from '../../reading-meetings/titled-stories.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { storiesOfPeriod } from '../receive-stories/receivable.js';
import { ReceiveFromElsewhere } from './receive-from-elsewhere.command.js';

const template = pageTemplate(import.meta.url, 'receive-from-elsewhere.njk');
const allWords = loadWords(import.meta.url, 'receive-from-elsewhere');

const elsewhereForm = (stories: readonly TitledStory[]) =>
  defineForm({
    story: choice({ options: stories.map(({ story }) => story), required: 'story-missing' }),
    reason: longText({ required: 'reason-missing', limit: { characters: 5_000, words: 'reason-too-long' } }),
  });

@Controller()
export class ReceiveFromElsewherePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(receiveFromElsewherePage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    const stories = await this.#stories(who, sitting);
    return this.#form(page, sitting, stories, elsewhereForm(stories).empty);
  }

  @Send(receiveFromElsewherePage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const stories = await this.#stories(who, sitting);
    const form = elsewhereForm(stories);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, sitting, stories, parsed);
    const { story, reason } = parsed.values;
    const done = await this.commands.execute(new ReceiveFromElsewhere(context, sitting, story, reason));
    if (isRefusal(done)) return this.#form(page, sitting, stories, form.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  async #stories(who: PersonAsking | OperatorAsking, sitting: string): Promise<readonly TitledStory[]> {
    const { state } = await sittingLedBy(this.service, who, sitting);
    const here = new Set(state.stories.map(({ story }) => story));
    const found: StoryNamed[] = [];
    for await (const { id, reference, submitted } of storiesOfPeriod(this.service, state.opened)) {
      if (!here.has(id)) found.push({ story: id, reference, language: submitted.language });
    }
    return titled(this.service, readerOn(state.opened.panel, who), found);
  }

  #form(page: PageContext, sitting: string, stories: readonly TitledStory[], state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(elsewhereForm(stories), state, words, panelReviewErrors);
    const { idPrefix, value, ...story } = fields.story;
    const view = {
      title: words('heading'),
      backLink: receiveStoriesPage.to({ language, sitting }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      empty: stories.length > 0 ? '' : words('none'),
      story: macroParams({
        ...story,
        id: idPrefix,
        value,
        label: { text: words('story'), size: 'm' },
        items: [
          { value: '', text: words('choose') },
          ...stories.map(({ story: id, title, reference, language: told }) => ({
            value: id,
            text: title === reference ? reference : `${reference}: ${title}`,
            ...(told === undefined ? {} : { attributes: { lang: told } }),
          })),
        ],
      }),
      reason: macroParams({
        ...fields.reason,
        label: { text: words('reason'), size: 'm' },
        hint: { text: words('reason-hint') },
        rows: 4,
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
