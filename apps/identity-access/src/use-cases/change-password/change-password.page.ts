import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { changePasswordPage, howISignIn } from '../../addresses.js';
import { leastCharacters } from '../../domain/password/password-rules.js';
import { identityAccessErrors } from '../../errors.js';
import { password } from '../../password-field.js';
import { passwordInput } from '../../password-input.js';
import { personSignedIn } from '../../person-signed-in.js';
import { ChangePassword } from './change-password.command.js';

const template = pageTemplate(import.meta.url, 'change-password.njk');
const allWords = loadWords(import.meta.url, 'change-password');

const changePasswordForm = defineForm({
  current: password({ required: 'current-missing' }),
  password: password({ required: 'password-missing' }),
});

@Controller()
export class ChangePasswordPage {
  constructor(private readonly commands: CommandBus) {}

  @Page(changePasswordPage)
  @AllowSignedIn()
  show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): PageAnswer {
    personSignedIn(who);
    return this.#form(page, changePasswordForm.empty);
  }

  @Send(changePasswordPage)
  @AllowSignedIn()
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = changePasswordForm.parse(body);
    if (!parsed.ok) return this.#form(page, parsed);
    const { current, password: chosen } = parsed.values;
    const done = await this.commands.execute(new ChangePassword(context, personSignedIn(who), current, chosen));
    if (isRefusal(done)) return this.#form(page, changePasswordForm.refused(parsed.typed, done));
    return seeOther(howISignIn.to({ language: page.language }, { done: 'password-changed' }));
  }

  #form(page: PageContext, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(changePasswordForm, state, words, identityAccessErrors);
    const view = {
      title: words('heading'),
      backLink: howISignIn.to({ language }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      current: passwordInput(fields.current, language, words('current'), 'current-password'),
      password: passwordInput(
        fields.password,
        language,
        words('password'),
        'new-password',
        words('password-hint', { least: leastCharacters }),
      ),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
