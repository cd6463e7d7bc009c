import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { myPasskeyOptionsApi } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personSignedIn } from '../../person-signed-in.js';
import { PasskeyChallenges } from '../../proof/passkey-challenges.js';
import { optionsToAdd, relyingPartyOf } from '../../proof/passkeys.js';

@ApiTags('people')
@Controller()
export class AddPasskeyApi {
  constructor(
    private readonly settings: IdentitySettings,
    private readonly challenges: PasskeyChallenges,
  ) {}

  /** What a browser is told to make a passkey, and the ticket that goes with its answer. */
  @Post(myPasskeyOptionsApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async options(
    @Req() request: FastifyRequest,
    @SignedIn() who: SomeoneAsking,
  ): Promise<{ readonly ticket: string; readonly options: object }> {
    const { person } = personSignedIn(who);
    const party = relyingPartyOf(request, this.settings.isHttps) ?? throwRefusal(refuse('passkeys-not-here'));
    const known = (await this.settings.sessions.credentials.credentialsOf(person))?.credentials.passkeys ?? [];
    // The pseudonymous id: what is written on a key is read by whoever finds it.
    const options = await optionsToAdd(party, person, known);
    return { ticket: await this.challenges.give(options.challenge, person), options };
  }
}
