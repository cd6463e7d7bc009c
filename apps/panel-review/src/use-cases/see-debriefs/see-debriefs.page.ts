import { Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import { holdsRole, type SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import { homePage, type PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { seeDebriefsPage, seeMeetings, seeToDebriefPage } from '../../addresses.js';
import { debriefsFor } from '../../reading-meetings/debriefs-for.js';
import { SeeToDebrief } from './see-to-debrief.command.js';

const template = pageTemplate(import.meta.url, 'see-debriefs.njk');
const allWords = loadWords(import.meta.url, 'see-debriefs');

/** Who keeps concerns need have no role: then they come here by a letter. */
const seesMeetings = (who: SomeoneAsking): boolean => holdsRole(who, ['facilitator', 'panel-member', 'evaluator']);

/** For the safeguarding lead and the deputy; empty for everybody else. */
@Controller()
export class SeeDebriefsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeDebriefsPage)
  @AllowSignedIn()
  async show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const waiting = await debriefsFor(this.service, who);
    const people = await namesOfPeople(
      this.service,
      who,
      waiting.map(({ person }) => person),
    );
    const view = {
      title: words('heading'),
      backLink: (seesMeetings(who) ? seeMeetings : homePage).to({ language }),
      heading: words('heading'),
      explanation: words('explanation'),
      empty: waiting.length === 0 ? words('empty') : '',
      items: waiting.map(({ id, person, askedAt, timeZone }) => ({
        name: people(person),
        asked: words('asked', { date: writeDate(language, askedAt, timeZone) }),
        send: words('seen-to', { name: people(person) }),
        href: seeToDebriefPage.to({ language, debrief: id }),
      })),
    };
    return htmlReply(template, view, page);
  }

  @Send(seeToDebriefPage)
  @AllowSignedIn()
  async send(
    @CurrentPage() { language }: PageContext,
    @Command() context: CommandContext,
    @Param('debrief') debrief: string,
  ): Promise<PageAnswer> {
    orThrow(await this.commands.execute(new SeeToDebrief(context, debrief)));
    return seeOther(seeDebriefsPage.to({ language }));
  }
}
