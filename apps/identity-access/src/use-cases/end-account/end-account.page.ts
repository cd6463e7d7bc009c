import { Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { loadWords } from '#web/words/words.js';

import { confirmAct } from '../../acting-on-person/confirm-act.js';
import { endAccountPage, seePersonPage } from '../../addresses.js';
import { SeePerson } from '../see-person/see-person.query.js';
import { EndAccount } from './end-account.command.js';

const allWords = loadWords(import.meta.url, 'end-account');

/** Ends an account that is open, and opens one that has ended. */
@Controller()
export class EndAccountPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(endAccountPage)
  @Allow('administrator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('person') person: string,
  ): Promise<PageAnswer> {
    return this.#form(page, who, person);
  }

  @Send(endAccountPage)
  @Allow('administrator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('person') person: string,
  ): Promise<PageAnswer> {
    const { isActive } = orThrow(await this.queries.execute(new SeePerson(who, person)));
    const done = await this.commands.execute(new EndAccount(context, person, isActive ? 'end' : 'open-again'));
    if (isRefusal(done)) return this.#form(page, who, person, done);
    await this.service.views.reached(done.stream, done.version);
    const told = isActive ? 'account-ended' : 'account-opened';
    return seeOther(seePersonPage.to({ language: page.language, person }, { done: told }));
  }

  async #form(page: PageContext, who: SomeoneAsking, person: string, refusal?: Refusal): Promise<PageAnswer> {
    const { isActive, name } = orThrow(await this.queries.execute(new SeePerson(who, person)));
    const words = allWords[page.language];
    const way = isActive ? 'end' : 'open';
    const heading = words(`heading-${way}`);
    const paragraphs = [words(`explanation-${way}`)];
    const act = { person, name, heading, paragraphs, send: words(`send-${way}`), isWarning: isActive };
    return confirmAct(page, act, words, refusal);
  }
}
