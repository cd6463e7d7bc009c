import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Length } from 'class-validator';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { PersonAsking, SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { myRecoveryCodesApi, mySecondStepApi, mySecondStepRemovalApi } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personSignedIn } from '../../person-signed-in.js';
import { secretFor } from '../../proof/codes-of-app.js';
import { ProvePassword } from '../../proof/prove-password.js';
import { ChangeSecondStep, type SecondStepChange, type SecondStepChanged } from './change-second-step.command.js';

export class OwnPasswordDto {
  @Length(1, 2_000)
  password!: string;
}

export class AddAppDto extends OwnPasswordDto {
  /** What the app shows. */
  @Length(6, 20)
  code!: string;
}

@ApiTags('people')
@Controller()
export class ChangeSecondStepApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
    private readonly passwords: ProvePassword,
  ) {}

  /** Whether there is one; where there is none, the secret for an app that this session may add. */
  @Get(mySecondStepApi.pattern)
  @AllowSignedIn()
  async see(
    @SignedIn() who: SomeoneAsking,
  ): Promise<{ readonly hasApp: boolean; readonly recoveryCodesLeft: number; readonly secret: string | null }> {
    const asking = personSignedIn(who);
    const { codes, recoveryCodes = [] } =
      (await this.settings.sessions.credentials.credentialsOf(asking.person))?.credentials ?? {};
    const hasApp = codes !== undefined;
    return { hasApp, recoveryCodesLeft: recoveryCodes.length, secret: hasApp ? null : this.#secret(asking) };
  }

  @Put(mySecondStepApi.pattern)
  @AllowSignedIn()
  add(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() { password, code }: AddAppDto,
  ): Promise<SecondStepChanged> {
    const asking = personSignedIn(who);
    return this.#change(asking, context, password, { kind: 'add-app', secret: this.#secret(asking), code });
  }

  @Post(mySecondStepRemovalApi.pattern)
  @HttpCode(204)
  @AllowSignedIn()
  async remove(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() { password }: OwnPasswordDto,
  ): Promise<void> {
    await this.#change(personSignedIn(who), context, password, { kind: 'remove-app' });
  }

  @Post(myRecoveryCodesApi.pattern)
  @AllowSignedIn()
  makeRecoveryCodes(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() { password }: OwnPasswordDto,
  ): Promise<SecondStepChanged> {
    return this.#change(personSignedIn(who), context, password, { kind: 'new-recovery-codes' });
  }

  async #change(
    { person }: PersonAsking,
    context: CommandContext,
    password: string,
    change: SecondStepChange,
  ): Promise<SecondStepChanged> {
    const wrong = await this.passwords.isOf(person, password);
    if (wrong !== undefined) throwRefusal(wrong);
    return orThrow(await this.commands.execute(new ChangeSecondStep(context, person, change)));
  }

  #secret({ person, session }: PersonAsking): string {
    return secretFor(this.service.secret, `${person} ${session}`);
  }
}
