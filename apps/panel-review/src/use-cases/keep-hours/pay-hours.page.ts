import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { hoursCsvApi, payHoursPage, seePanels } from '../../addresses.js';
import { writePounds } from '../../money.js';
import { hoursPaidBy, hoursToPay } from './hours-listed.js';
import { hoursTable } from './hours-table.js';
import { Pay } from './keep-hours.command.js';
import { namesOfHours } from './names-of-hours.js';

const template = pageTemplate(import.meta.url, 'pay-hours.njk');
const allWords = loadWords(import.meta.url, 'hours');

/** For whoever pays: what is owed to whom, and one button each that says it was paid. */
@Controller()
export class PayHoursPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(payHoursPage)
  @Allow('administrator', 'evaluator')
  async show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const hours = await hoursToPay(this.service, who);
    const names = await namesOfHours(this.service, who, hours, language);
    const view = {
      title: words('heading-pay'),
      backLink: seePanels.to({ language }),
      heading: words('heading-pay'),
      explanation: words(hours.length === 0 ? 'empty-pay' : 'explanation-pay'),
      table: hours.length === 0 ? null : hoursTable(hours, names, words, true),
      owed: hours
        .filter(({ owed }) => owed > 0)
        .map(({ sitting, member, owed }) => ({
          ...{ sitting, member, pence: String(owed) },
          text: words('pay', { amount: writePounds(language, owed), name: names.people(member) }),
        })),
      csv: hours.length === 0 ? null : { text: words('csv'), href: hoursCsvApi.to({}, { language }) },
    };
    return htmlReply(template, view, page);
  }

  /** What was owed when the page was shown: more than that cannot be paid by pressing twice. */
  @Send(payHoursPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const of = await hoursPaidBy(this.service, who, textIn(body, 'sitting'), textIn(body, 'member'));
    orThrow(await this.commands.execute(new Pay(context, of, Number(textIn(body, 'pence')))));
    return seeOther(payHoursPage.to({ language: page.language }));
  }
}
