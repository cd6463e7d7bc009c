import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { homePage, useLink } from '../../addresses.js';
import { enter } from '../../entering.js';
import { IdentitySettings } from '../../identity-settings.js';
import { NextStep } from '../../proof/next-step.js';
import { SetUp } from '../set-up/set-up.command.js';
import { chooseByLink } from './choose-by-link.js';
import { invitationForm, linkForPeople, newPasswordForm, setUpForm, type LinkForPeople } from './link-forms.js';
import { useLinkView } from './use-link.view.js';

const template = pageTemplate(import.meta.url, 'use-link.njk');
const allWords = loadWords(import.meta.url, 'use-link');

type Taken = { readonly person: string } | { readonly form: FormState };

/** A one-time link: opening it only shows a form, because mail scanners open links and would use it up. */
@Controller()
export class UseLinkPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
    private readonly nextStep: NextStep,
  ) {}

  @Page(useLink)
  @Open('whoever holds a one-time link')
  async show(@CurrentPage() page: PageContext, @Param('token') token: string): Promise<PageAnswer> {
    return this.#form(page, await this.#link(token), undefined);
  }

  @Send(useLink)
  @Open('whoever holds a one-time link')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('token') token: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const link = await this.#link(token);
    const taken = await this.#take(link, token, context, page.language, body);
    if ('form' in taken) return this.#form(page, link, taken.form);
    if (link.purpose !== 'sign-in') return this.nextStep.onPage(request, reply, taken.person, page.language);
    await enter(this.service, this.settings, request, reply, taken.person);
    return seeOther(homePage.to({ language: page.language }));
  }

  async #take(
    link: LinkForPeople,
    token: string,
    context: CommandContext,
    language: 'en' | 'cy',
    body: unknown,
  ): Promise<Taken> {
    switch (link.purpose) {
      case 'sign-in': {
        const person = (await this.settings.sessions.takeLink(token))?.person;
        return typeof person === 'string' ? { person } : throwRefusal(refuse('link-not-usable'));
      }
      case 'set-up': {
        const parsed = setUpForm.parse(body);
        if (!parsed.ok) return { form: parsed };
        const { organisationEn: en, organisationCy: cy, name, signInName, password } = parsed.values;
        const done = await this.commands.execute(
          new SetUp(context, token, { en, cy }, name, language, {}, { signInName, password }),
        );
        return isRefusal(done) ? { form: setUpForm.refused(parsed.typed, gone(done)) } : done;
      }
      case 'invitation': {
        const parsed = invitationForm.parse(body);
        if (!parsed.ok) return { form: parsed };
        const done = await this.commands.execute(
          chooseByLink(this.settings, context, { token, link, ...parsed.values }),
        );
        return isRefusal(done) ? { form: invitationForm.refused(parsed.typed, gone(done)) } : done;
      }
      case 'new-password': {
        const parsed = newPasswordForm.parse(body);
        if (!parsed.ok) return { form: parsed };
        const given = { token, link, signInName: undefined, ...parsed.values };
        const done = await this.commands.execute(chooseByLink(this.settings, context, given));
        return isRefusal(done) ? { form: newPasswordForm.refused(parsed.typed, gone(done)) } : done;
      }
    }
  }

  async #link(token: string): Promise<LinkForPeople> {
    return linkForPeople(await this.settings.sessions.seeLink(token));
  }

  #form(page: PageContext, link: LinkForPeople, state: FormState | undefined): PageAnswer {
    return htmlReply(template, useLinkView(link, state, allWords[page.language]), page);
  }
}

/** Where the link itself is used up meanwhile, there is no form to show again. */
const gone = (refusal: Refusal): Refusal => (refusal.refusal === 'link-not-usable' ? throwRefusal(refusal) : refusal);
