import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { invitePersonPage, seePersonPage } from '../../addresses.js';
import { identityAccessErrors } from '../../errors.js';
import { SeePerson } from '../see-person/see-person.query.js';
import { InvitePerson, TakeBackInvitation } from './invite-person.command.js';

const template = pageTemplate(import.meta.url, 'invite-person.njk');
const allWords = loadWords(import.meta.url, 'invite-person');

const invitePersonForm = defineForm({ address: text() });

@Controller()
export class InvitePersonPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Page(invitePersonPage)
  @Allow('administrator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('person') person: string,
  ): Promise<PageAnswer> {
    return this.#form(page, who, person, invitePersonForm.empty);
  }

  /** Two forms: send it, or take it back. */
  @Send(invitePersonPage)
  @Allow('administrator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('person') person: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const isTakingBack = textIn(body, 'act') === 'take-back';
    const parsed = invitePersonForm.parse(body);
    if (!parsed.ok) return this.#form(page, who, person, parsed);
    const done = await this.commands.execute(
      isTakingBack ? new TakeBackInvitation(context, person) : new InvitePerson(context, person, parsed.values.address),
    );
    if (isRefusal(done)) return this.#form(page, who, person, invitePersonForm.refused(parsed.typed, done));
    return seeOther(seePersonPage.to({ language, person }, { done: isTakingBack ? 'taken-back' : 'invited' }));
  }

  async #form(page: PageContext, who: SomeoneAsking, person: string, state: FormState): Promise<PageAnswer> {
    const { invitation, isActive, hasSignInName, name } = orThrow(
      await this.queries.execute(new SeePerson(who, person)),
    );
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(invitePersonForm, state, words, identityAccessErrors);
    const until = invitation?.expiresAt ?? null;
    const view = {
      title: words('heading'),
      backLink: seePersonPage.to({ language, person }),
      errors,
      person: name,
      heading: words('heading'),
      standing:
        invitation === null
          ? ''
          : words(`state-${invitation.state}`, { until: until === null ? '' : writeDate(language, until) }),
      explanation: words('explanation'),
      form:
        isActive && !hasSignInName
          ? {
              address: macroParams({
                ...fields.address,
                label: { text: words('address') },
                hint: { text: words(invitation === null ? 'address-hint' : 'address-again-hint') },
                type: 'email',
                // Of somebody else: a browser is not to offer one's own.
                autocomplete: 'off',
                spellcheck: false,
              }),
              send: words(invitation === null ? 'send' : 'send-again'),
            }
          : null,
      takeBack:
        invitation?.state === 'waiting' || invitation?.state === 'sent'
          ? {
              heading: words('take-back-heading'),
              explanation: words('take-back-explanation'),
              send: words('take-back'),
            }
          : null,
    };
    return htmlReply(template, view, page);
  }
}
