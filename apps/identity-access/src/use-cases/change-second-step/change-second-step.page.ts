import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { PersonAsking, SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { addSecondStep, howISignIn, newRecoveryCodes, removeSecondStep } from '../../addresses.js';
import { personSignedIn } from '../../person-signed-in.js';
import { secretFor } from '../../proof/codes-of-app.js';
import { ProvePassword } from '../../proof/prove-password.js';
import { ChangeSecondStep, type SecondStepChange } from './change-second-step.command.js';
import { addAppForm, addAppView, confirmForm, confirmView } from './change-second-step.view.js';
import { recoveryCodesPage } from '../../proof/recovery-codes.view.js';

const template = pageTemplate(import.meta.url, 'change-second-step.njk');
const allWords = loadWords(import.meta.url, 'change-second-step');

/** Adding an app, taking it away, new recovery codes: each with the password, which a browser left open does not have. */
@Controller()
export class ChangeSecondStepPages {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly passwords: ProvePassword,
  ) {}

  @Page(addSecondStep)
  @AllowSignedIn()
  showAdd(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): PageAnswer {
    return this.#addForm(page, personSignedIn(who), addAppForm.empty);
  }

  @Send(addSecondStep)
  @AllowSignedIn()
  async add(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const asking = personSignedIn(who);
    const parsed = addAppForm.parse(body);
    if (!parsed.ok) return this.#addForm(page, asking, parsed);
    const { password, code } = parsed.values;
    const change: SecondStepChange = { kind: 'add-app', secret: this.#secret(asking), code };
    const done =
      (await this.passwords.isOf(asking.person, password)) ??
      (await this.commands.execute(new ChangeSecondStep(context, asking.person, change)));
    if (isRefusal(done)) return this.#addForm(page, asking, addAppForm.refused(parsed.typed, done));
    return recoveryCodesPage(page, done.recoveryCodes, howISignIn.to({ language: page.language }));
  }

  @Page(removeSecondStep)
  @AllowSignedIn()
  showRemove(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): PageAnswer {
    personSignedIn(who);
    return this.#confirm(page, 'remove-app', confirmForm.empty);
  }

  @Send(removeSecondStep)
  @AllowSignedIn()
  remove(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#confirmed(page, who, context, body, 'remove-app');
  }

  @Page(newRecoveryCodes)
  @AllowSignedIn()
  showRecoveryCodes(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): PageAnswer {
    personSignedIn(who);
    return this.#confirm(page, 'new-recovery-codes', confirmForm.empty);
  }

  @Send(newRecoveryCodes)
  @AllowSignedIn()
  makeRecoveryCodes(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#confirmed(page, who, context, body, 'new-recovery-codes');
  }

  async #confirmed(
    page: PageContext,
    who: SomeoneAsking,
    context: CommandContext,
    body: unknown,
    kind: 'remove-app' | 'new-recovery-codes',
  ): Promise<PageAnswer> {
    const { person } = personSignedIn(who);
    const parsed = confirmForm.parse(body);
    if (!parsed.ok) return this.#confirm(page, kind, parsed);
    const done =
      (await this.passwords.isOf(person, parsed.values.password)) ??
      (await this.commands.execute(new ChangeSecondStep(context, person, { kind })));
    if (isRefusal(done)) return this.#confirm(page, kind, confirmForm.refused(parsed.typed, done));
    const { language } = page;
    return kind === 'remove-app'
      ? seeOther(howISignIn.to({ language }, { done: 'second-step-removed' }))
      : recoveryCodesPage(page, done.recoveryCodes, howISignIn.to({ language }));
  }

  #secret({ person, session }: PersonAsking): string {
    return secretFor(this.service.secret, `${person} ${session}`);
  }

  #addForm(page: PageContext, who: PersonAsking, state: FormState): PageAnswer {
    return htmlReply(template, addAppView(state, this.#secret(who), allWords[page.language]), page);
  }

  #confirm(page: PageContext, kind: 'remove-app' | 'new-recovery-codes', state: FormState): PageAnswer {
    return htmlReply(template, confirmView(kind, state, allWords[page.language]), page);
  }
}
