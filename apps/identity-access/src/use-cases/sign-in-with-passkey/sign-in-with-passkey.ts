import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { homePage, passkeyOptionsApi, signInWithPasskey } from '../../addresses.js';
import { enter } from '../../entering.js';
import { IdentitySettings } from '../../identity-settings.js';
import { keepChanged } from '../../proof/keep-changed.js';
import { PasskeyChallenges } from '../../proof/passkey-challenges.js';
import { optionsToSignIn, passkeyNamed, passkeyUsed, relyingPartyOf } from '../../proof/passkeys.js';
import { hashOfName } from '../../proof/sign-in-name.js';
import { ownAddress } from '../../proof/own-address.js';

/** A passkey is both steps: its holder has it, and showed the device who they are. */
@ApiTags('people')
@Controller()
export class SignInWithPasskey {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
    private readonly challenges: PasskeyChallenges,
  ) {}

  /** What a browser is told, and the ticket that goes with its answer. It does not say who has a passkey. */
  @Post(passkeyOptionsApi.pattern)
  @HttpCode(200)
  @Open('whoever has an account signs in here')
  async options(@Req() request: FastifyRequest): Promise<{ readonly ticket: string; readonly options: object }> {
    const party = relyingPartyOf(request, this.settings.isHttps) ?? throwRefusal(refuse('passkeys-not-here'));
    const options = await optionsToSignIn(party);
    return { ticket: await this.challenges.give(options.challenge, null), options };
  }

  @Send(signInWithPasskey)
  @Open('whoever has an account signs in here')
  async send(
    @CurrentPage() { language }: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const whose = await this.#whose(request, textIn(body, 'ticket'), textIn(body, 'answer'));
    if (isRefusal(whose)) return throwRefusal(whose);
    await enter(this.service, this.settings, request, reply, whose.person);
    const next = ownAddress(textIn(body, 'onward'));
    return seeOther(next === '' ? homePage.to({ language }) : next);
  }

  async #whose(
    request: FastifyRequest,
    ticket: string,
    answer: string,
  ): Promise<{ readonly person: string } | Refusal> {
    const store = this.settings.sessions.credentials;
    const party = relyingPartyOf(request, this.settings.isHttps);
    if (party === undefined) return refuse('passkeys-not-here');
    const challenge = await this.challenges.take(ticket, null);
    const id = passkeyNamed(answer);
    if (challenge === undefined || id === undefined) return refuse('passkey-refused');
    const person = await store.personNamed(hashOfName(this.service.secret, 'passkey', id));
    const passkeys = (await store.credentialsOf(person ?? ''))?.credentials.passkeys ?? [];
    const passkey = passkeys.find((each) => each.id === id);
    if (person === undefined || passkey === undefined) return refuse('passkey-refused');
    const counter = await passkeyUsed(party, challenge, answer, passkey);
    const account = await this.settings.sessions.account(person);
    if (counter === undefined || account === undefined || account.isDeactivated === true) {
      return refuse('passkey-refused');
    }
    await keepChanged(store, person, ({ passkeys: all = [], ...rest }) => ({
      ...rest,
      passkeys: all.map((each) => (each.id === id ? { ...each, counter } : each)),
    }));
    return { person };
  }
}
