import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { loadWords } from '#web/words/words.js';

import { addPeriodPage } from '../../addresses.js';
import { periodGiven, periodTemplate } from '../../asking-in-periods/period-asked.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import { AddPeriod } from './add-period.command.js';
import { addPeriodForm } from './add-period.form.js';
import { addPeriodView, nextPeriodOf } from './add-period.view.js';

const words = loadWords(import.meta.url, 'add-period');

@Controller()
export class AddPeriodPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(addPeriodPage)
  @Allow('administrator', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const found = await programmeToChange(this.queries, who, programme);
    return htmlReply(periodTemplate, addPeriodView(found, nextPeriodOf(found.design), words[page.language]), page);
  }

  @Send(addPeriodPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const found = await programmeToChange(this.queries, who, programme);
    const parsed = addPeriodForm.parse(body);
    if (!parsed.ok) return htmlReply(periodTemplate, addPeriodView(found, parsed, words[language]), page);
    const { values } = parsed;
    const period = periodGiven(values);
    const done = await this.commands.execute(new AddPeriod(context, programme, period, values.why ?? null));
    if (!isRefusal(done)) return tellOn(this.service, done, { language, programme }, 'period-added');
    const refused = addPeriodForm.refused(parsed.typed, done);
    return htmlReply(periodTemplate, addPeriodView(found, refused, words[language]), page);
  }
}
