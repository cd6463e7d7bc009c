import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { consentAudiences } from '#contracts/shared/consent.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { publishReportPage, seeReport } from '../../addresses.js';
import { impactReportingErrors } from '../../errors.js';
import { SeeReport } from '../see-report/see-report.query.js';
import { evaluates } from '../../who-evaluates.js';
import { PublishReport } from './publish-report.command.js';

const template = pageTemplate(import.meta.url, 'publish-report.njk');
const allWords = loadWords(import.meta.url, 'publish-report');

export const publishReportForm = defineForm({
  audience: choice({ options: consentAudiences, required: 'audience-missing' }),
});

@Controller()
export class PublishReportPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Page(publishReportPage)
  @Allow('evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
  ): Promise<PageAnswer> {
    return this.#form(page, who, programme, period, publishReportForm.empty);
  }

  @Send(publishReportPage)
  @Allow('evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    evaluates(who, programme);
    const parsed = publishReportForm.parse(body);
    if (!parsed.ok) return this.#form(page, who, programme, period, parsed);
    const { audience } = parsed.values;
    const done = await this.commands.execute(new PublishReport(context, who, programme, period, audience));
    if (isRefusal(done)) return this.#form(page, who, programme, period, publishReportForm.refused(parsed.typed, done));
    return seeOther(seeReport.to({ language: page.language, programme, period }, { audience, done: 'published' }));
  }

  async #form(
    page: PageContext,
    who: SomeoneAsking,
    programme: string,
    period: string,
    state: FormState,
  ): Promise<PageAnswer> {
    evaluates(who, programme);
    const { language } = page;
    const words = allWords[language];
    const { report } = orThrow(await this.queries.execute(new SeeReport(who, programme, period, 'organisation')));
    const { errors, fields } = showForm(publishReportForm, state, words, impactReportingErrors);
    const heading = words('heading', { period: report.period.name[language] });
    const view = {
      title: heading,
      backLink: seeReport.to({ language, programme, period }),
      errors,
      heading,
      explanation: words('explanation'),
      audience: macroParams({
        ...fields.audience,
        fieldset: { legend: { text: words('audience') } },
        items: consentAudiences.map((value) => ({ value, text: words(`audience-${value}`) })),
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
