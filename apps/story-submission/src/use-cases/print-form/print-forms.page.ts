import { Body, Controller, Param, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { printFormsPage } from '../../addresses.js';
import { PrintForms, type PrintedForm } from './print-forms.command.js';
import { printForm, printFormsView } from './print-forms.view.js';
import { paperUsers, programmeOnPaper } from '../../on-paper/who-uses-paper.js';
import { periodOf } from '../../stories/programme-for.js';

const template = pageTemplate(import.meta.url, 'print-forms.njk');
const words = loadWords(import.meta.url, 'print-forms');

interface Asked {
  readonly who: SomeoneAsking;
  readonly programme: string;
  readonly period: string;
}

@Controller()
export class PrintFormsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(printFormsPage)
  @Allow(...paperUsers)
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Req() request: FastifyRequest,
    @Param('programme') programme: string,
    @Param('period') period: string,
  ): Promise<PageAnswer> {
    const state = printForm.filled({ count: '1', language: page.language });
    return this.#answer(page, { who, programme, period }, request, state, []);
  }

  /** The answer is the forms themselves: their codes are shown here once, and kept nowhere that could be led to. */
  @Send(printFormsPage)
  @Allow(...paperUsers)
  async print(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const asked = { who, programme, period };
    const parsed = printForm.parse(body);
    if (!parsed.ok) return this.#answer(page, asked, request, parsed, []);
    const design = await programmeOnPaper(this.service, who, programme);
    const { count, language } = parsed.values;
    const done = await this.commands.execute(
      new PrintForms(context, design, periodOf(design, period).id, language, count),
    );
    if (isRefusal(done)) {
      return this.#answer(page, asked, request, printForm.refused(parsed.typed, done), []);
    }
    return this.#answer(page, asked, request, { typed: parsed.typed, errors: [] }, done.forms);
  }

  async #answer(
    page: PageContext,
    { who, programme, period }: Asked,
    { protocol, host }: FastifyRequest,
    state: FormState,
    forms: readonly PrintedForm[],
  ): Promise<PageAnswer> {
    const design = await programmeOnPaper(this.service, who, programme);
    const of = { design, period: periodOf(design, period), host: `${protocol}://${host}` };
    return htmlReply(template, printFormsView(of, state, forms, words, page.language), page);
  }
}
