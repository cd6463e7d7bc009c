import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { nameSafeguardingPage, openPeriodPage, seeProgramme } from '../../addresses.js';
import { programmeDesignErrors } from '../../errors.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import { OpenPeriod } from './open-period.command.js';

const template = pageTemplate(import.meta.url, 'open-period.njk');
const allWords = loadWords(import.meta.url, 'open-period');

export const openPeriodForm = defineForm({ why: longText() });

@Controller()
export class OpenPeriodPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(openPeriodPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
  ): Promise<PageAnswer> {
    return this.#form(page, who, programme, period, openPeriodForm.empty);
  }

  @Send(openPeriodPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await programmeToChange(this.queries, who, programme);
    const parsed = openPeriodForm.parse(body);
    if (!parsed.ok) return this.#form(page, who, programme, period, parsed);
    const done = await this.commands.execute(new OpenPeriod(context, programme, period, parsed.values.why ?? null));
    if (isRefusal(done)) return this.#form(page, who, programme, period, openPeriodForm.refused(parsed.typed, done));
    return tellOn(this.service, done, { language: page.language, programme }, 'period-opened');
  }

  async #form(
    page: PageContext,
    who: PersonAsking | OperatorAsking,
    programme: string,
    period: string,
    state: FormState,
  ): Promise<PageAnswer> {
    const { design } = await programmeToChange(this.queries, who, programme);
    const found = design.periods.find(({ id }) => id === period) ?? throwRefusal(refuse('period-not-found'));
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(openPeriodForm, state, words, programmeDesignErrors);
    const heading = words('heading', { name: found.name[language] });
    const view = {
      title: heading,
      backLink: seeProgramme.to({ language, programme }),
      errors,
      heading,
      explanation: words('explanation'),
      lacking: design.safeguarding === undefined ? words('safeguarding-lacking') : '',
      nameSafeguarding: { text: words('name-safeguarding'), href: nameSafeguardingPage.to({ language, programme }) },
      why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 3 }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
