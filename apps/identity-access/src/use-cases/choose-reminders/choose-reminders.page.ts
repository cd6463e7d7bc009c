import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
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

import { homePage, remindersPage } from '../../addresses.js';
import { personAsItStands } from '../../person-as-it-stands.js';
import { personSignedIn } from '../../person-signed-in.js';
import { ChooseReminders } from './choose-reminders.command.js';

const template = pageTemplate(import.meta.url, 'choose-reminders.njk');
const allWords = loadWords(import.meta.url, 'choose-reminders');

/** One button: it stops the letters, or lets them come again. */
@Controller()
export class ChooseRemindersPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(remindersPage)
  @AllowSignedIn()
  async show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    const standing = await personAsItStands(this.service, personSignedIn(who).person);
    const areWanted = standing?.state.remindersAreWanted ?? true;
    const words = allWords[page.language];
    const view = {
      title: words('heading'),
      backLink: homePage.to({ language: page.language }),
      heading: words('heading'),
      explanation: words('explanation'),
      now: words(areWanted ? 'they-come' : 'they-stopped'),
      choice: areWanted ? 'stop' : 'come',
      send: words(areWanted ? 'stop' : 'come'),
    };
    return htmlReply(template, view, page);
  }

  @Send(remindersPage)
  @AllowSignedIn()
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    personSignedIn(who);
    orThrow(await this.commands.execute(new ChooseReminders(context, textIn(body, 'reminders') === 'come')));
    return seeOther(remindersPage.to({ language: page.language }));
  }
}
