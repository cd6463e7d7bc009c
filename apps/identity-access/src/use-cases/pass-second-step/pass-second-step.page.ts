import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
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

import { homePage, passSecondStep } from '../../addresses.js';
import { enter } from '../../entering.js';
import { IdentitySettings } from '../../identity-settings.js';
import { secretFor } from '../../proof/codes-of-app.js';
import { SecondSteps } from '../../proof/second-steps.js';
import { ChangeSecondStep } from '../change-second-step/change-second-step.command.js';
import { recoveryCodesPage } from '../../proof/recovery-codes.view.js';
import { passkeyForm } from '../../proof/passkey-form.view.js';
import { passSecondStepForm, passSecondStepView } from './pass-second-step.view.js';

const template = pageTemplate(import.meta.url, 'pass-second-step.njk');
const allWords = loadWords(import.meta.url, 'pass-second-step');

interface Step {
  readonly token: string;
  readonly person: string;
  readonly needed: 'ask' | 'add';
  readonly next: string;
}

/** Between the password and the session: somebody shows a code, or adds the app that their role needs. */
@Controller()
export class PassSecondStepPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
    private readonly steps: SecondSteps,
  ) {}

  @Page(passSecondStep)
  @Open('whoever has just proved their password')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Param('step') token: string,
  ): Promise<PageAnswer> {
    return this.#form(page, request, await this.#step(token), passSecondStepForm.empty);
  }

  @Send(passSecondStep)
  @Open('whoever has just proved their password')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('step') token: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const step = await this.#step(token);
    const { language } = page;
    const parsed = passSecondStepForm.parse(body);
    if (!parsed.ok) return this.#form(page, request, step, parsed);
    const { code } = parsed.values;
    const onward = step.next === '' ? homePage.to({ language }) : step.next;
    if (step.needed === 'ask') {
      const passed = await this.steps.checkAtSignIn(step.person, code);
      if (isRefusal(passed)) return this.#form(page, request, step, passSecondStepForm.refused(parsed.typed, passed));
      await this.#use(token);
      await enter(this.service, this.settings, request, reply, step.person);
      return seeOther(onward);
    }
    const secret = secretFor(this.service.secret, token);
    const added = await this.commands.execute(
      new ChangeSecondStep(context, step.person, { kind: 'add-app', secret, code }),
    );
    if (isRefusal(added)) return this.#form(page, request, step, passSecondStepForm.refused(parsed.typed, added));
    await this.#use(token);
    await enter(this.service, this.settings, request, reply, step.person);
    return recoveryCodesPage(page, added.recoveryCodes, onward);
  }

  /** At most one gets in with it. */
  async #use(token: string): Promise<void> {
    if ((await this.settings.sessions.takeLink(token)) === undefined) throwRefusal(refuse('sign-in-step-over'));
  }

  async #step(token: string): Promise<Step> {
    const link = await this.settings.sessions.seeLink(token);
    if (link?.purpose !== 'second-step' || link.person === null) return throwRefusal(refuse('sign-in-step-over'));
    const { needed, next = '' } = link.holds ?? {};
    return { token, person: link.person, needed: needed === 'add' ? 'add' : 'ask', next };
  }

  #form(page: PageContext, request: FastifyRequest, step: Step, state: FormState): PageAnswer {
    const secret = step.needed === 'add' ? secretFor(this.service.secret, step.token) : undefined;
    const passkey = secret === undefined ? passkeyForm(request, this.settings, page.language, step.next) : null;
    return htmlReply(template, passSecondStepView(state, secret, passkey, allWords[page.language]), page);
  }
}
