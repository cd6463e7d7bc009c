import { Body, Controller, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import { assetAddress } from '#web/rendering/assets.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { addPasskeyPage, howISignIn, myPasskeyOptionsApi, removePasskey } from '../../addresses.js';
import { identityAccessErrors } from '../../errors.js';
import { IdentitySettings } from '../../identity-settings.js';
import { password } from '../../password-field.js';
import { passwordInput } from '../../password-input.js';
import { personSignedIn } from '../../person-signed-in.js';
import { PasskeyChallenges } from '../../proof/passkey-challenges.js';
import { passkeyMade, relyingPartyOf } from '../../proof/passkeys.js';
import { ProvePassword } from '../../proof/prove-password.js';
import { ChangePasskeys } from './change-passkeys.command.js';

const template = pageTemplate(import.meta.url, 'add-passkey.njk');
const allWords = loadWords(import.meta.url, 'add-passkey');
const addPasskeyForm = defineForm({ password: password({ required: 'password-missing' }) });

/** The one page that needs a script: only a browser can make a passkey. It says so where there is none. */
@Controller()
export class AddPasskeyPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
    private readonly challenges: PasskeyChallenges,
    private readonly passwords: ProvePassword,
  ) {}

  @Page(addPasskeyPage)
  @AllowSignedIn()
  show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking, @Req() request: FastifyRequest): PageAnswer {
    personSignedIn(who);
    return this.#form(page, request, addPasskeyForm.empty);
  }

  @Send(addPasskeyPage)
  @AllowSignedIn()
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { person } = personSignedIn(who);
    const parsed = addPasskeyForm.parse(body);
    if (!parsed.ok) return this.#form(page, request, parsed);
    const refusal =
      (await this.passwords.isOf(person, parsed.values.password)) ??
      (await this.#add(context, person, request, textIn(body, 'ticket'), textIn(body, 'answer')));
    if (refusal !== undefined) return this.#form(page, request, addPasskeyForm.refused(parsed.typed, refusal));
    return seeOther(howISignIn.to({ language: page.language }, { done: 'passkey-added' }));
  }

  @Send(removePasskey)
  @AllowSignedIn()
  async remove(
    @CurrentPage() { language }: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { person } = personSignedIn(who);
    const known = (await this.settings.sessions.credentials.credentialsOf(person))?.credentials.passkeys ?? [];
    const id = textIn(body, 'passkey');
    if (known.some((passkey) => passkey.id === id)) {
      await this.commands.execute(new ChangePasskeys(context, person, { remove: id }));
    }
    return seeOther(howISignIn.to({ language }, { done: 'passkey-removed' }));
  }

  async #add(
    context: CommandContext,
    person: string,
    request: FastifyRequest,
    ticket: string,
    answer: string,
  ): Promise<Refusal | undefined> {
    const party = relyingPartyOf(request, this.settings.isHttps);
    if (party === undefined) return refuse('passkeys-not-here');
    const challenge = await this.challenges.take(ticket, person);
    if (challenge === undefined) return refuse('passkey-refused');
    const passkey = await passkeyMade(party, challenge, answer, this.service.clock.now());
    if (passkey === undefined) return refuse('passkey-refused');
    return this.commands.execute(new ChangePasskeys(context, person, { add: passkey }));
  }

  #form(page: PageContext, request: FastifyRequest, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(addPasskeyForm, state, words, identityAccessErrors);
    const isOffered = relyingPartyOf(request, this.settings.isHttps) !== undefined;
    const view = {
      title: words('heading'),
      backLink: howISignIn.to({ language }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      needs: words(isOffered ? 'needs-script' : 'needs-name'),
      form: isOffered
        ? {
            options: myPasskeyOptionsApi.to(),
            password: passwordInput(fields.password, language, words('password'), 'current-password'),
            send: words('send'),
            failed: words('failed'),
          }
        : null,
      scripts: { library: assetAddress('simplewebauthn.js'), own: assetAddress('passkeys.js') },
    };
    return htmlReply(template, view, page);
  }
}
