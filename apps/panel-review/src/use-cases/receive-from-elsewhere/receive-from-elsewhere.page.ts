import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
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
import { readerOn, type PanelReader } from '../../reading-meetings/opened-texts.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { titled, type StoryNamed } from '../../reading-meetings/titled-stories.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { offered, storiesOfPeriod } from '../../reading-meetings/receivable.js';
import { ReceiveFromElsewhere } from './receive-from-elsewhere.command.js';

const template = pageTemplate(import.meta.url, 'receive-from-elsewhere.njk');
const allWords = loadWords(import.meta.url, 'receive-from-elsewhere');

interface Offer {
  readonly stories: readonly StoryNamed[];
  readonly reader: PanelReader;
}

const elsewhereForm = ({ stories }: Offer) =>
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
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    const offer = await this.#offer(who, sitting);
    return this.#form(page, sitting, offer, elsewhereForm(offer).empty);
  }

  @Send(receiveFromElsewherePage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const offer = await this.#offer(who, sitting);
    const form = elsewhereForm(offer);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, sitting, offer, parsed);
    const { story, reason } = parsed.values;
    const done = await this.commands.execute(new ReceiveFromElsewhere(context, sitting, story, reason));
    if (isRefusal(done)) return this.#form(page, sitting, offer, form.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  async #offer(who: SomeoneAsking, sitting: string): Promise<Offer> {
    const { state } = await sittingLedBy(this.service, who, sitting);
    const known = await offered(this.service, state, storiesOfPeriod(this.service, state.opened));
    const stories = known.map(({ id: story, reference, submitted: { language } }) => ({ story, reference, language }));
    return { stories, reader: readerOn(state.opened, who) };
  }

  /** Titles are opened here alone: what is sent and taken names a story by its id. */
  async #form(page: PageContext, sitting: string, offer: Offer, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(elsewhereForm(offer), state, words, panelReviewErrors);
    const { idPrefix, value, ...story } = fields.story;
    const stories = await titled(this.service, offer.reader, offer.stories);
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
