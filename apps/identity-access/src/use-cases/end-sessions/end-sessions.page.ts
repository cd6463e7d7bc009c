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
import { endSessionsPage, seePersonPage } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';
import { SeePerson } from '../see-person/see-person.query.js';
import { EndSessions } from './end-sessions.command.js';

const allWords = loadWords(import.meta.url, 'end-sessions');

@Controller()
export class EndSessionsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  @Page(endSessionsPage)
  @Allow('administrator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('person') person: string,
  ): Promise<PageAnswer> {
    return this.#form(page, who, person);
  }

  @Send(endSessionsPage)
  @Allow('administrator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('person') person: string,
  ): Promise<PageAnswer> {
    const done = await this.commands.execute(new EndSessions(context, who, person));
    if (isRefusal(done)) return this.#form(page, who, person, done);
    await this.service.views.reached(done.stream, done.version);
    const told = who.person === person ? 'own-sessions-ended' : 'sessions-ended';
    return seeOther(seePersonPage.to({ language: page.language, person }, { done: told }));
  }

  async #form(page: PageContext, who: SomeoneAsking, person: string, refusal?: Refusal): Promise<PageAnswer> {
    const { name } = orThrow(await this.queries.execute(new SeePerson(who, person)));
    const places = (await this.settings.sessions.sessionsOf(person)).length;
    const words = allWords[page.language];
    const act = {
      ...{ person, name, heading: words('heading'), send: words('send'), isWarning: true },
      paragraphs: [
        places === 0 ? words('nowhere') : words('places', { places }),
        words('explanation'),
        words(who.person === person ? 'own' : 'password'),
      ],
    };
    return confirmAct(page, act, words, refusal);
  }
}
