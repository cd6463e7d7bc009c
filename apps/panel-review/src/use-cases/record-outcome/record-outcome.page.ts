import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { recordOutcomePage, seeMeeting } from '../../addresses.js';
import { reachField, reachQuestion } from '../../choosing-reach/reach-question.js';
import { reachOf, usualStepsOfPanel } from '../../domain/sitting/reach.js';
import { panelReviewErrors } from '../../errors.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { storyOption, titledStories, type TitledStory } from '../../reading-meetings/titled-stories.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { RecordOutcome } from './record-outcome.command.js';

const template = pageTemplate(import.meta.url, 'record-outcome.njk');
const allWords = loadWords(import.meta.url, 'record-outcome');

const kinds = ['one', 'joint', 'none', 'learning'] as const;

const recordOutcomeForm = (stories: readonly TitledStory[]) =>
  defineForm({
    kind: choice({ options: kinds, required: 'kind-missing' }),
    stories: choices({ options: stories.map(({ story }) => story) }),
    reason: longText({ required: 'reason-missing', limit: { characters: 10_000, words: 'reason-too-long' } }),
    values: text(),
    reach: reachField(),
  });

@Controller()
export class RecordOutcomePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(recordOutcomePage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    const stories = await this.#stories(who, sitting);
    return this.#form(page, sitting, stories, recordOutcomeForm(stories).filled({ reach: usualStepsOfPanel }));
  }

  @Send(recordOutcomePage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const stories = await this.#stories(who, sitting);
    const form = recordOutcomeForm(stories);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, sitting, stories, parsed);
    const { kind, stories: chosen, reason, values = '', reach } = parsed.values;
    const named = values.split(',').flatMap((value) => (value.trim() === '' ? [] : [value.trim()]));
    const given = { kind, stories: chosen, reason, values: named, reach: reachOf(reach) };
    const done = await this.commands.execute(new RecordOutcome(context, sitting, given));
    if (isRefusal(done)) return this.#form(page, sitting, stories, form.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  async #stories(who: SomeoneAsking, sitting: string): Promise<readonly TitledStory[]> {
    return titledStories(this.service, who, (await sittingLedBy(this.service, who, sitting)).state);
  }

  #form(page: PageContext, sitting: string, stories: readonly TitledStory[], state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(recordOutcomeForm(stories), state, words, panelReviewErrors);
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      kind: macroParams({
        ...fields.kind,
        fieldset: { legend: { text: words('kind'), size: 'm' } },
        items: kinds.map((value) => ({ value, text: words(`kind-${value}`), hint: { text: words(`hint-${value}`) } })),
      }),
      noStories: stories.length === 0 ? words('no-stories') : '',
      stories: macroParams({
        ...fields.stories,
        fieldset: { legend: { text: words('stories'), size: 'm' } },
        hint: { text: words('stories-hint') },
        items: stories.map(storyOption),
      }),
      reason: macroParams({
        ...fields.reason,
        label: { text: words('reason'), size: 'm' },
        hint: { text: words('reason-hint') },
        rows: 6,
      }),
      values: macroParams({
        ...fields.values,
        label: { text: words('values'), size: 'm' },
        hint: { text: words('values-hint') },
      }),
      reach: reachQuestion(fields.reach, language, 'group'),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
