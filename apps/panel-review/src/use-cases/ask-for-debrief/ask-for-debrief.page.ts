import { Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import { debriefPage, seeMeetings } from '../../addresses.js';
import { whoDebriefs } from '../../domain/debrief/debrief.js';
import { panelReviewErrors } from '../../errors.js';
import { debriefs } from '../../read-models/debriefs/debriefs.js';
import { sittings } from '../../read-models/sittings/sittings.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { AskForDebrief, debriefOf } from './ask-for-debrief.command.js';

const template = pageTemplate(import.meta.url, 'ask-for-debrief.njk');
const allWords = loadWords(import.meta.url, 'ask-for-debrief');

const confirmation = defineForm({});

/** Also after leaving a meeting, which is then not there to see. */
@Controller()
export class AskForDebriefPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(debriefPage)
  @AllowSignedIn()
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    return this.#shown(page, who, sitting, []);
  }

  @Send(debriefPage)
  @AllowSignedIn()
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const done = await this.commands.execute(new AskForDebrief(context, sitting));
    if (isRefusal(done)) return this.#shown(page, who, sitting, [done]);
    return seeOther(debriefPage.to({ language: page.language, sitting }));
  }

  async #shown(
    page: PageContext,
    who: SomeoneAsking,
    sitting: string,
    refusals: readonly Refusal[],
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const found = await this.service.views.get(sittings, sitting);
    const opened = found?.organisation === who.organisation ? found.state.opened : undefined;
    if (opened === undefined || !(opened.facilitator === who.person || opened.members.includes(who.person))) {
      return throwRefusal(refuse('sitting-not-found'));
    }
    const { programme, facilitator } = opened;
    const safeguarding = (await designOf(this.service, programme))?.safeguarding;
    const keepers = whoDebriefs(safeguarding, { person: who.person, facilitator });
    const people = await namesOfPeople(this.service, who, keepers);
    const asked = await this.service.views.get(debriefs, debriefOf(sitting, who.person));
    const isWaiting = asked?.isSeenTo === false;
    const names = writeList(language, keepers.map(people));
    const view = {
      title: words('heading'),
      backLink: seeMeetings.to({ language }),
      errors: showForm(confirmation, confirmation.refused({}, ...refusals), words, panelReviewErrors).errors,
      heading: words(isWaiting ? 'asked' : 'heading'),
      explanation:
        keepers.length === 0 ? words('nobody') : words(isWaiting ? 'asked-explanation' : 'explanation', { names }),
      hours: safeguarding === undefined ? '' : words('hours', { hours: safeguarding.hours[language] }),
      send: isWaiting || keepers.length === 0 ? '' : words('send'),
      back: words('back'),
    };
    return htmlReply(template, view, page);
  }
}
