import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { mySessionApi, mySessionsApi } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personSignedIn } from '../../person-signed-in.js';

@ApiTags('people')
@Controller()
export class EndSessionApi {
  constructor(private readonly settings: IdentitySettings) {}

  /** One of their own, this one as well: then they are signed out. */
  @Delete(mySessionApi.pattern)
  @HttpCode(204)
  @AllowSignedIn()
  async end(@SignedIn() who: SomeoneAsking, @Param('session') session: string): Promise<void> {
    const { person } = personSignedIn(who);
    const { sessions } = this.settings;
    const own = await sessions.sessionsOf(person);
    if (!own.some(({ id }) => id === session)) throwRefusal(refuse('session-not-found'));
    await sessions.endById(person, session);
  }

  /** All but this one. */
  @Delete(mySessionsApi.pattern)
  @HttpCode(204)
  @AllowSignedIn()
  async endOthers(@SignedIn() who: SomeoneAsking): Promise<void> {
    const { person, session } = personSignedIn(who);
    await this.settings.sessions.endAllOf(person, session);
  }
}
