import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { proposeOutcomePage, seeMeeting } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { storyOption, titledStories, type TitledStory } from '../../reading-meetings/titled-stories.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { OpenRound } from './open-round.command.js';

const template = pageTemplate(import.meta.url, 'propose-outcome.njk');
const allWords = loadWords(import.meta.url, 'propose-outcome');

const proposalForm = (stories: readonly TitledStory[]) =>
  defineForm({ proposal: choices({ options: stories.map(({ story }) => story) }) });

/** Where a panel looks for agreement: what its facilitator has heard, put to every member. */
@Controller()
export class ProposeOutcomePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(proposeOutcomePage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    const stories = await this.#stories(who, sitting);
    return this.#form(page, sitting, stories, proposalForm(stories).empty);
  }

  @Send(proposeOutcomePage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const stories = await this.#stories(who, sitting);
    const form = proposalForm(stories);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, sitting, stories, parsed);
    const done = await this.commands.execute(new OpenRound(context, sitting, { proposal: parsed.values.proposal }));
    if (isRefusal(done)) return this.#form(page, sitting, stories, form.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  async #stories(who: SomeoneAsking, sitting: string): Promise<readonly TitledStory[]> {
    return titledStories(this.service, who, (await sittingLedBy(this.service, who, sitting)).state);
  }

  #form(page: PageContext, sitting: string, stories: readonly TitledStory[], state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(proposalForm(stories), state, words, panelReviewErrors);
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      noStories: stories.length === 0 ? words('no-stories') : '',
      proposal: macroParams({
        ...fields.proposal,
        fieldset: { legend: { text: words('stories'), size: 'm' } },
        hint: { text: words('stories-hint') },
        items: stories.map(storyOption),
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
