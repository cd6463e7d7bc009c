import { Body, Controller, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { homePage, signIn, signInElsewhere } from '../../addresses.js';
import { identityAccessErrors } from '../../errors.js';
import { IdentitySettings } from '../../identity-settings.js';
import { password } from '../../password-field.js';
import { passwordInput } from '../../password-input.js';
import { NextStep } from '../../proof/next-step.js';
import { passkeyForm } from '../../proof/passkey-form.view.js';
import { ownAddress } from '../../proof/own-address.js';
import { ProvePassword } from '../../proof/prove-password.js';

const template = pageTemplate(import.meta.url, 'sign-in.njk');
const allWords = loadWords(import.meta.url, 'sign-in');

const signInForm = defineForm({
  name: text({ required: 'name-missing' }),
  password: password({ required: 'password-missing' }),
});

@Controller()
export class SignInPage {
  constructor(
    private readonly settings: IdentitySettings,
    private readonly passwords: ProvePassword,
    private readonly nextStep: NextStep,
  ) {}

  @Page(signIn)
  @Open('whoever has an account signs in here')
  show(@CurrentPage() page: PageContext, @Req() request: FastifyRequest, @Query('next') next: unknown): PageAnswer {
    return this.#form(page, request, signInForm.empty, ownAddress(next));
  }

  @Send(signIn)
  @Open('whoever has an account signs in here')
  async send(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const next = ownAddress(textIn(body, 'next'));
    const parsed = signInForm.parse(body);
    if (!parsed.ok) return this.#form(page, request, parsed, next);
    const proved = await this.passwords.whoseAre(parsed.values.name, parsed.values.password);
    // Which of the two is wrong is not said: both are typed again from the first.
    if (isRefusal(proved))
      return this.#form(page, request, signInForm.refused(parsed.typed, { field: 'name', ...proved }), next);
    return this.nextStep.onPage(request, reply, proved.person, page.language, next);
  }

  #form(page: PageContext, request: FastifyRequest, state: FormState, next: string): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(signInForm, state, words, identityAccessErrors);
    const view = {
      title: words('heading'),
      errors,
      heading: words('heading'),
      name: macroParams({
        ...fields.name,
        label: { text: words('name') },
        autocomplete: 'username',
        spellcheck: false,
        autocapitalize: 'none',
      }),
      password: passwordInput(fields.password, language, words('password'), 'current-password'),
      next,
      passkey: passkeyForm(request, this.settings, language, next),
      elsewhere:
        this.settings.accountElsewhere === undefined
          ? null
          : { action: signInElsewhere.to({ language }), next, send: words('elsewhere') },
      send: words('heading'),
      paragraphs: [words('link'), words('teller')],
      sample: this.settings.isSample ? { text: words('sample'), href: homePage.to({ language }) } : null,
    };
    return htmlReply(template, view, page);
  }
}
