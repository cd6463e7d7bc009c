import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { PeriodDesign } from '#contracts/shared/programme.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import { holdAgainPage, seeMeeting } from '../../addresses.js';
import { panelId } from '../../domain/panel/panel.js';
import { panelReviewErrors } from '../../errors.js';
import { panels } from '../../read-models/panels/panels.js';
import type { SittingDocument } from '../../read-models/sittings/sittings.js';
import { designOf, namesOfMeeting } from '../../reading-meetings/meeting-name.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { meetingWords } from '../../showing-meetings/meeting-for.js';
import { HoldAgain } from './hold-again.command.js';

const template = pageTemplate(import.meta.url, 'hold-again.njk');
const allWords = loadWords(import.meta.url, 'hold-again');

const againForm = (periods: readonly PeriodDesign[]) =>
  defineForm({ period: choice({ options: periods.map(({ id }) => id), required: 'period-missing' }) });

@Controller()
export class HoldAgainPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(holdAgainPage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const held = await sittingLedBy(this.service, who, sitting);
    return this.#form(page, who, held, againForm(await this.#periods(held)).empty);
  }

  @Send(holdAgainPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const held = await sittingLedBy(this.service, who, sitting);
    const form = againForm(await this.#periods(held));
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, who, held, parsed);
    const done = await this.commands.execute(new HoldAgain(context, sitting, parsed.values.period));
    if (isRefusal(done)) return this.#form(page, who, held, form.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting: done.sitting }));
  }

  /** The others, the newest first. */
  async #periods({ programme, period }: SittingDocument): Promise<readonly PeriodDesign[]> {
    const periods = (await designOf(this.service, programme))?.periods ?? [];
    return periods.filter(({ id }) => id !== period).sort((a, b) => (a.opens < b.opens ? 1 : -1));
  }

  async #form(page: PageContext, who: SomeoneAsking, held: SittingDocument, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { opened } = held.state;
    const periods = await this.#periods(held);
    const design = await designOf(this.service, held.programme);
    const names = namesOfMeeting(design, opened, language);
    const now = (await this.service.views.get(panels, panelId(opened.programme, opened.panel)))?.members ?? [];
    const came = now.filter((member) => !opened.members.includes(member));
    const left = opened.members.filter((member) => !now.includes(member));
    const people = await namesOfPeople(this.service, who, [...came, ...left]);
    const list = (members: readonly string[]): string => writeList(language, members.map(people));
    const { errors, fields } = showForm(againForm(periods), state, words, panelReviewErrors);
    const say = meetingWords[language];
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting: held.id }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      facts: [
        words('panel', { panel: names.panel }),
        words('domain', { domain: names.domain ?? say('all-domains') }),
        say(`method-${opened.method}`),
        say(`held-in-${opened.heldIn}`),
        words('members', { n: now.length }),
        ...(came.length === 0 ? [] : [words('came', { names: list(came) })]),
        ...(left.length === 0 ? [] : [words('left', { names: list(left) })]),
      ],
      empty: periods.length === 0 ? words('no-period') : '',
      period: macroParams({
        ...fields.period,
        fieldset: { legend: { text: words('period'), size: 'm' } },
        items: periods.map(({ id, name }) => ({ value: id, text: name[language] })),
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
