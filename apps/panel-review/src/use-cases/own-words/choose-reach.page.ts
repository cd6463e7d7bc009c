import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { chooseReachPage, ownWordsPage } from '../../addresses.js';
import { reachField, reachQuestion } from '../../choosing-reach/reach-question.js';
import { panelReviewErrors } from '../../errors.js';
import { ChooseReach } from './choose-reach.command.js';
import { wordOf, type WordOfMine } from './words-of.js';

const template = pageTemplate(import.meta.url, 'choose-reach.njk');
const allWords = loadWords(import.meta.url, 'choose-reach');

const reachForm = defineForm({ reach: reachField() });

interface At {
  readonly sitting: string;
  readonly reason: string;
}

@Controller()
export class ChooseReachPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(chooseReachPage)
  @AllowSignedIn()
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
    @Param('reason') reason: string,
  ): Promise<PageAnswer> {
    const word = await this.#word(who, { sitting, reason });
    return this.#form(page, word, reachForm.filled({ reach: word.reach }));
  }

  @Send(chooseReachPage)
  @AllowSignedIn()
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('reason') reason: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const word = await this.#word(who, { sitting, reason });
    const parsed = reachForm.parse(body);
    if (!parsed.ok) return this.#form(page, word, parsed);
    const done = await this.commands.execute(new ChooseReach(context, sitting, reason, parsed.values.reach));
    if (isRefusal(done)) return this.#form(page, word, reachForm.refused(parsed.typed, done));
    return seeOther(ownWordsPage.to({ language: page.language }));
  }

  /** What they said themselves and may say this of; anything else is not there. */
  async #word(who: SomeoneAsking, { sitting, reason }: At): Promise<WordOfMine> {
    const word = await wordOf(this.service, who, sitting, reason);
    return word?.mayChooseReach === true ? word : throwRefusal(refuse('words-not-found'));
  }

  #form(page: PageContext, word: WordOfMine, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(reachForm, state, words, panelReviewErrors);
    const view = {
      title: words('heading'),
      backLink: ownWordsPage.to({ language }),
      errors,
      heading: words('heading'),
      text: word.text ?? words('withheld'),
      explanation: words('explanation'),
      reach: reachQuestion(fields.reach, language),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
