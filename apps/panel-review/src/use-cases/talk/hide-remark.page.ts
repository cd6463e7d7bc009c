import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { hideRemarkPage, talkPage } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { openedRemarks, type RemarkRead } from '../../reading-meetings/opened-remarks.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { HideRemark } from './hide-remark.command.js';

const template = pageTemplate(import.meta.url, 'hide-remark.njk');
const allWords = loadWords(import.meta.url, 'hide-remark');

const hideForm = defineForm({
  reason: longText({ required: 'reason-missing', limit: { characters: 2_000, words: 'reason-too-long' } }),
});

@Controller()
export class HideRemarkPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(hideRemarkPage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
    @Param('remark') remark: string,
  ): Promise<PageAnswer> {
    return this.#form(page, sitting, await this.#remark(who, sitting, remark), hideForm.empty);
  }

  @Send(hideRemarkPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('remark') remark: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = hideForm.parse(body);
    if (!parsed.ok) return this.#form(page, sitting, await this.#remark(who, sitting, remark), parsed);
    const done = await this.commands.execute(new HideRemark(context, sitting, remark, parsed.values.reason));
    if (isRefusal(done)) {
      const read = await this.#remark(who, sitting, remark);
      return this.#form(page, sitting, read, hideForm.refused(parsed.typed, done));
    }
    return seeOther(talkPage.to({ language: page.language, sitting }));
  }

  async #remark(who: SomeoneAsking, sitting: string, remark: string): Promise<RemarkRead> {
    const { state } = await sittingLedBy(this.service, who, sitting);
    const read = await openedRemarks(this.service, who, state);
    return read.find((each) => each.remark === remark) ?? throwRefusal(refuse('remark-not-found'));
  }

  #form(page: PageContext, sitting: string, { text }: RemarkRead, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(hideForm, state, words, panelReviewErrors);
    const view = {
      title: words('heading'),
      backLink: talkPage.to({ language, sitting }),
      errors,
      heading: words('heading'),
      remark: text ?? words('withheld'),
      explanation: words('explanation'),
      reason: macroParams({ ...fields.reason, label: { text: words('reason'), size: 'm' }, rows: 3 }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
