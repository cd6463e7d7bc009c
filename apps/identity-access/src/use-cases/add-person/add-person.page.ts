import { Body, Controller, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { nameOfLanguage } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { addPersonPage, seePeople, seePersonPage } from '../../addresses.js';
import { identityAccessErrors } from '../../errors.js';
import { IdentitySettings } from '../../identity-settings.js';
import { isEmailAddress } from '../../proof/sign-in-name.js';
import { forInvitation, InvitePerson } from '../invite-person/invite-person.command.js';
import { AddPerson } from './add-person.command.js';
import { linkToGive, signInLink } from '../../inviting/sign-in-link.js';

const template = pageTemplate(import.meta.url, 'add-person.njk');
const addedTemplate = pageTemplate(import.meta.url, 'person-added.njk');
const allWords = loadWords(import.meta.url, 'add-person');

const offered = ['administrator', 'evaluator', 'facilitator', 'panel-member', 'collector'] as const;

export const addPersonForm = defineForm({
  name: text({ required: 'name-missing' }),
  roles: choices({ options: offered, required: 'roles-missing' }),
  language: choice({ options: ['en', 'cy'], required: 'language-missing' }),
  inviteTo: text(),
});

@Controller()
export class AddPersonPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  @Page(addPersonPage)
  @Allow('administrator')
  show(@CurrentPage() page: PageContext): PageAnswer {
    return this.#form(page, addPersonForm.empty);
  }

  @Send(addPersonPage)
  @Allow('administrator')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = addPersonForm.parse(body);
    if (!parsed.ok) return this.#form(page, parsed);
    const { name, roles, language, inviteTo } = parsed.values;
    if (inviteTo !== undefined && !isEmailAddress(inviteTo)) {
      const wrong = { kind: 'wrong' as const, field: 'inviteTo', wrong: { words: 'invite-to-wrong' } };
      return this.#form(page, { typed: parsed.typed, errors: [wrong] });
    }
    const person = idFrom(context.commandId, 'person');
    const held = roles.map((role) => ({ role }));
    const done = await this.commands.execute(new AddPerson(context, person, name, held, language));
    if (isRefusal(done)) return this.#form(page, addPersonForm.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    if (inviteTo !== undefined) {
      orThrow(await this.commands.execute(new InvitePerson(forInvitation(context), person, inviteTo)));
      return seeOther(seePersonPage.to({ language: page.language, person }, { done: 'invited' }));
    }
    const words = allWords[page.language];
    const view = {
      title: words('added'),
      isShownOnce: true,
      heading: words('added'),
      explanation: words('link-explanation'),
      link: linkToGive(request, await signInLink(this.settings, context, person, language)),
      back: { text: words('to-people'), href: seePeople.to({ language: page.language }) },
    };
    return htmlReply(addedTemplate, view, page);
  }

  #form(page: PageContext, state: FormState): PageAnswer {
    const words = allWords[page.language];
    const { errors, fields } = showForm(addPersonForm, state, words, identityAccessErrors);
    const view = {
      title: words('heading'),
      backLink: seePeople.to({ language: page.language }),
      errors,
      heading: words('heading'),
      name: macroParams({ ...fields.name, label: { text: words('name') } }),
      roles: macroParams({
        ...fields.roles,
        fieldset: { legend: { text: words('roles') } },
        items: offered.map((value) => ({ value, text: words(`role-${value}`) })),
      }),
      language: macroParams({
        ...fields.language,
        fieldset: { legend: { text: words('language') } },
        items: (['en', 'cy'] as const).map((value) => ({
          value,
          text: nameOfLanguage[value],
          attributes: { lang: value },
        })),
      }),
      inviteTo: macroParams({
        ...fields.inviteTo,
        label: { text: words('invite-to') },
        hint: { text: words('invite-to-hint') },
        type: 'email',
        autocomplete: 'off',
        spellcheck: false,
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
