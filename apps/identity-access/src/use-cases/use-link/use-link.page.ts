import { Body, Controller, Param, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';

import { Open } from '#access/allow.js';
import { sessionCookie } from '#access/cookies.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { homePage, useLink } from '../../addresses.js';
import { identityAccessErrors } from '../../errors.js';
import { IdentitySettings } from '../../identity-settings.js';
import { SetUp } from '../set-up/set-up.command.js';

const template = pageTemplate(import.meta.url, 'use-link.njk');
const allWords = loadWords(import.meta.url, 'use-link');

const nothing = defineForm({});
export const setUpForm = defineForm({
  organisationEn: text({ required: 'organisation-en-missing' }),
  organisationCy: text({ required: 'organisation-cy-missing' }),
  name: text({ required: 'name-missing' }),
});

/** A one-time link: opening it only shows a button, because mail scanners open links and would use it up. */
@Controller()
export class UseLinkPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly settings: IdentitySettings,
  ) {}

  @Page(useLink)
  @Open('whoever holds a one-time link')
  async show(@CurrentPage() page: PageContext, @Param('token') token: string): Promise<PageAnswer> {
    return this.#form(page, (await this.#purposeOf(token)) === 'set-up' ? setUpForm.empty : nothing.empty, token);
  }

  @Send(useLink)
  @Open('whoever holds a one-time link')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('token') token: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    if ((await this.#purposeOf(token)) === 'sign-in') {
      const { sessions } = this.settings;
      const person = (await sessions.takeLink(token))?.person;
      if (person === undefined || person === null) return throwRefusal(refuse('link-not-usable'));
      return this.#enter(reply, await sessions.begin(person), language);
    }
    const parsed = setUpForm.parse(body);
    if (!parsed.ok) return this.#form(page, parsed, token);
    const { organisationEn: en, organisationCy: cy, name } = parsed.values;
    const done = await this.commands.execute(new SetUp(context, token, { en, cy }, name, language, {}));
    if (isRefusal(done)) return this.#form(page, setUpForm.refused(parsed.typed, done), token);
    return this.#enter(reply, done.token, language);
  }

  #enter(reply: FastifyReply, token: string, language: 'en' | 'cy'): PageAnswer {
    reply.header('set-cookie', sessionCookie(token, this.settings.isHttps));
    return seeOther(homePage.to({ language }));
  }

  async #purposeOf(token: string): Promise<'set-up' | 'sign-in'> {
    const link = await this.settings.sessions.seeLink(token);
    const purpose = link?.purpose;
    return purpose === 'set-up' || purpose === 'sign-in' ? purpose : throwRefusal(refuse('link-not-usable'));
  }

  async #form(page: PageContext, state: FormState, token: string): Promise<PageAnswer> {
    const purpose = await this.#purposeOf(token);
    const words = allWords[page.language];
    const { errors, fields } = showForm(
      setUpForm,
      { ...setUpForm.empty, ...state, typed: { ...setUpForm.empty.typed, ...state.typed } },
      words,
      identityAccessErrors,
    );
    const view = {
      title: words(`heading-${purpose}`),
      errors,
      heading: words(`heading-${purpose}`),
      explanation: words(`explanation-${purpose}`),
      questions:
        purpose === 'set-up'
          ? [
              macroParams({ ...fields.organisationEn, label: { text: words('organisation-en') } }),
              macroParams({ ...fields.organisationCy, label: { text: words('organisation-cy') } }),
              macroParams({ ...fields.name, label: { text: words('name') }, autocomplete: 'name' }),
            ]
          : [],
      send: words(`send-${purpose}`),
    };
    return htmlReply(template, view, page);
  }
}
