import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';

import { mySessionsApi } from '../../addresses.js';
import { personSignedIn } from '../../person-signed-in.js';
import { SeeHowISignIn, type SessionSeen } from './see-how-i-sign-in.query.js';

@ApiTags('people')
@Controller()
export class SeeMySessionsApi {
  constructor(private readonly queries: QueryBus) {}

  @Get(mySessionsApi.pattern)
  @AllowSignedIn()
  async see(@SignedIn() who: SomeoneAsking): Promise<{ readonly items: readonly SessionSeen[]; readonly next: null }> {
    const { sessions } = await this.queries.execute(new SeeHowISignIn(personSignedIn(who)));
    return { items: sessions, next: null };
  }
}
