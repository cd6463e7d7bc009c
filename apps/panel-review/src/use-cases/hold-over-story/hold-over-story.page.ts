import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { PeriodDesign } from '#contracts/shared/programme.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
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

import { holdOverStoryPage, seeMeeting } from '../../addresses.js';
import { referenceOf } from '../../domain/sitting/rules.js';
import { panelReviewErrors } from '../../errors.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { titledStories, type TitledStory } from '../../reading-meetings/titled-stories.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { HoldOverStory } from './hold-over-story.command.js';

const template = pageTemplate(import.meta.url, 'hold-over-story.njk');
const allWords = loadWords(import.meta.url, 'hold-over-story');

interface ToHoldOver {
  readonly story: TitledStory;
  /** Those that begin after the meeting's own. */
  readonly later: readonly PeriodDesign[];
}

const holdOverForm = ({ later }: ToHoldOver) =>
  defineForm({
    toPeriod: choice({ options: later.map(({ id }) => id), required: 'period-missing' }),
    reason: longText({ required: 'reason-missing', limit: { characters: 5_000, words: 'reason-too-long' } }),
  });

@Controller()
export class HoldOverStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(holdOverStoryPage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    const asked = await this.#toHoldOver(who, sitting, story);
    return this.#form(page, sitting, asked, holdOverForm(asked).empty);
  }

  @Send(holdOverStoryPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const asked = await this.#toHoldOver(who, sitting, story);
    const form = holdOverForm(asked);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, sitting, asked, parsed);
    const { toPeriod, reason } = parsed.values;
    const done = await this.commands.execute(new HoldOverStory(context, sitting, story, toPeriod, reason));
    if (isRefusal(done)) return this.#form(page, sitting, asked, form.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  async #toHoldOver(who: SomeoneAsking, sitting: string, id: string): Promise<ToHoldOver> {
    const { state } = await sittingLedBy(this.service, who, sitting);
    const story = (await titledStories(this.service, who, state)).find((each) => each.story === id);
    if (story === undefined)
      return throwRefusal(refuse('story-not-in-sitting', 'story', { story: referenceOf(state, id) }));
    const periods = (await designOf(this.service, state.opened.programme))?.periods ?? [];
    const own = periods.find((period) => period.id === state.opened.period);
    return { story, later: periods.filter(({ opens }) => own !== undefined && opens > own.opens) };
  }

  #form(page: PageContext, sitting: string, asked: ToHoldOver, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(holdOverForm(asked), state, words, panelReviewErrors);
    const { story, later } = asked;
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      heading: words('heading'),
      story: { title: story.title, language: story.language ?? language },
      explanation: words('explanation'),
      noLater: later.length === 0 ? words('no-later-period') : '',
      toPeriod: macroParams({
        ...fields.toPeriod,
        fieldset: { legend: { text: words('period'), size: 'm' } },
        items: later.map(({ id, name }) => ({ value: id, text: name[language] })),
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
