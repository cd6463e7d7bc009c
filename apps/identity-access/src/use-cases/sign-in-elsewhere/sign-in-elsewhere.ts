import { createHash, randomBytes } from 'node:crypto';

import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Asking, Open } from '#access/allow.js';
import { cookieOf } from '#access/cookies.js';
import type { Principal } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { newId } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { howISignIn, returnFromElsewhere, signInElsewhere } from '../../addresses.js';
import { changeSignIn, personDecider, personStream } from '../../domain/person/person.js';
import { IdentitySettings } from '../../identity-settings.js';
import { OpenIdProvider } from '../../proof/account-elsewhere.js';
import { NextStep } from '../../proof/next-step.js';
import { hashOfName } from '../../proof/sign-in-name.js';
import { ownAddress } from '../../proof/own-address.js';

const template = pageTemplate(import.meta.url, 'sign-in-elsewhere.njk');
const allWords = loadWords(import.meta.url, 'sign-in-elsewhere');

/** As long as somebody signs in elsewhere. */
const validMs = 10 * 60_000;

/** Signing in with an account of an OpenID provider; or, for whoever is signed in, linking one to their own. */
@Controller()
export class SignInElsewhere {
  readonly #provider: OpenIdProvider | undefined;

  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
    private readonly nextStep: NextStep,
  ) {
    const { accountElsewhere } = settings;
    this.#provider = accountElsewhere === undefined ? undefined : new OpenIdProvider(accountElsewhere);
  }

  /** A page with a link: a form may not lead to another site, and people see where they are going. */
  @Send(signInElsewhere)
  @Open('whoever has an account elsewhere signs in here')
  async send(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Asking() who: Principal,
  ): Promise<PageAnswer> {
    const provider = this.#provider ?? throwRefusal(refuse('account-elsewhere-not-offered'));
    const question = await provider.newQuestion();
    const browser = randomBytes(32).toString('base64url');
    const state = await this.settings.sessions.issueLink(
      {
        purpose: 'account-elsewhere',
        organisation: null,
        person: who.kind === 'person' ? who.person : null,
        holds: {
          verifier: question.verifier,
          nonce: question.nonce,
          language: page.language,
          next: ownAddress(textIn(request.body, 'next')),
          browser: digestOf(browser),
        },
      },
      new Date(Date.parse(this.service.clock.now()) + validMs).toISOString(),
    );
    const address = await answering(provider.addressFor(question, state, this.#returnTo(request)));
    reply.header('set-cookie', this.#cookie(browser));
    const words = allWords[page.language];
    const view = {
      title: words('heading'),
      heading: words('heading'),
      explanation: words('explanation', { host: new URL(address).host }),
      onward: { text: words('onward'), href: address },
    };
    return htmlReply(template, view, page);
  }

  /** Where the provider sends the browser back to: OpenID asks for a GET. It works once, in the browser that began it. */
  @Get(returnFromElsewhere.pattern)
  @Open('whoever has an account elsewhere signs in here')
  async cameBack(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const provider = this.#provider ?? throwRefusal(refuse('account-elsewhere-not-offered'));
    const cameBackTo = new URL(request.url, this.#returnTo(request));
    const state = cameBackTo.searchParams.get('state') ?? '';
    const link = await this.settings.sessions.takeLink(state);
    const { verifier = '', nonce = '', language: asked, next = '', browser } = link?.holds ?? {};
    if (
      link?.purpose !== 'account-elsewhere' ||
      browser !== digestOf(cookieOf(request, cookieName(this.settings.isHttps)) ?? '')
    ) {
      throwRefusal(refuse('account-elsewhere-refused'));
    }
    const account = await answering(provider.accountIn(cameBackTo, { verifier, nonce }, state));
    if (account === undefined) throwRefusal(refuse('account-elsewhere-refused'));
    const name = hashOfName(this.service.secret, 'account-elsewhere', account);
    const language = asked === 'cy' ? 'cy' : 'en';
    const leadsTo =
      link.person === null
        ? await this.#enter(request, reply, name, language, next)
        : await this.#link(link.person, name, language);
    if (isRefusal(leadsTo)) throwRefusal(leadsTo);
    void reply.status(303).header('location', leadsTo).send('');
  }

  async #enter(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    language: 'en' | 'cy',
    next: string,
  ): Promise<string | Refusal> {
    const { sessions } = this.settings;
    const person = await sessions.credentials.personNamed(name);
    const account = await sessions.account(person ?? '');
    if (person === undefined || account === undefined || account.isDeactivated === true) {
      return refuse('account-elsewhere-unknown');
    }
    const answer = await this.nextStep.onPage(request, reply, person, language, next);
    return answer.kind === 'see-other' ? answer.address : refuse('account-elsewhere-refused');
  }

  async #link(person: string, name: string, language: 'en' | 'cy'): Promise<string | Refusal> {
    const { credentials } = this.settings.sessions;
    const account = await this.settings.sessions.account(person);
    if (account === undefined || !(await credentials.claimName(name, person))) {
      return refuse('account-elsewhere-taken');
    }
    const context = {
      commandId: newId(),
      organisation: account.organisation,
      actor: person,
      at: this.service.clock.now(),
      correlation: newId(),
    };
    const done = await this.service.store.execute(personStream(person), context, personDecider, (state) =>
      changeSignIn(state, 'account-elsewhere-linked'),
    );
    return isRefusal(done) ? done : howISignIn.to({ language }, { done: 'account-elsewhere-linked' });
  }

  #returnTo(request: FastifyRequest): string {
    return `${this.settings.isHttps ? 'https' : 'http'}://${request.host}${returnFromElsewhere.to()}`;
  }

  /** Binds what comes back to the browser that asked: nobody is signed in by a link that somebody else began. */
  #cookie(value: string): string {
    const { isHttps } = this.settings;
    return `${cookieName(isHttps)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${String(validMs / 1_000)}${isHttps ? '; Secure' : ''}`;
  }
}

const cookieName = (isHttps: boolean): string => (isHttps ? '__Host-newid-elsewhere' : 'newid-elsewhere');

const digestOf = (value: string): string => createHash('sha256').update(value).digest('base64url');

/** A provider that is away is no fault of ours. */
async function answering<Result>(asking: Promise<Result>): Promise<Result> {
  try {
    return await asking;
  } catch {
    return throwRefusal(refuse('account-elsewhere-away'));
  }
}
