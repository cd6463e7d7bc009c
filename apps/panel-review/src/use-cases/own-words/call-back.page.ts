import { Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { callBackPage, ownWordsPage } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { CallBack } from './call-back.command.js';
import { wordOf } from './words-of.js';

const template = pageTemplate(import.meta.url, 'call-back.njk');
const allWords = loadWords(import.meta.url, 'call-back');

const confirmation = defineForm({});

/** Says what comes of it before it is done: it cannot be undone. */
@Controller()
export class CallBackPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(callBackPage)
  @AllowSignedIn()
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
    @Param('reason') reason: string,
  ): Promise<PageAnswer> {
    return this.#form(page, who, { sitting, reason }, []);
  }

  @Send(callBackPage)
  @AllowSignedIn()
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('reason') reason: string,
  ): Promise<PageAnswer> {
    const done = await this.commands.execute(new CallBack(context, sitting, reason));
    if (isRefusal(done)) return this.#form(page, who, { sitting, reason }, [done]);
    return seeOther(ownWordsPage.to({ language: page.language }));
  }

  async #form(
    page: PageContext,
    who: SomeoneAsking,
    { sitting, reason }: { readonly sitting: string; readonly reason: string },
    refusals: readonly Refusal[],
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const word = await wordOf(this.service, who, sitting, reason);
    if (word === undefined) return throwRefusal(refuse('words-not-found'));
    const view = {
      title: words('heading'),
      backLink: ownWordsPage.to({ language }),
      errors: showForm(confirmation, confirmation.refused({}, ...refusals), words, panelReviewErrors).errors,
      heading: words('heading'),
      text: word.text ?? words(word.isCalledBack ? 'called-back' : 'withheld'),
      explanation: words(word.mayCallBack ? 'explanation' : word.isCalledBack ? 'already' : 'of-the-group'),
      mayCallBack: word.mayCallBack,
      send: words('send'),
      notNow: words('not-now'),
    };
    return htmlReply(template, view, page);
  }
}
