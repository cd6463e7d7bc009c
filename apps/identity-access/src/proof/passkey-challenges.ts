import { Injectable } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { IdentitySettings } from '../identity-settings.js';

/** As long as somebody looks for their key. */
const validMs = 5 * 60_000;

/** Each challenge is given out with a ticket, and taken back with it once. */
@Injectable()
export class PasskeyChallenges {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  /** `person`: whose passkey is being added; null where somebody signs in. */
  give(challenge: string, person: string | null): Promise<string> {
    return this.settings.sessions.issueLink(
      { purpose: 'passkey', organisation: null, person, holds: { challenge } },
      new Date(Date.parse(this.service.clock.now()) + validMs).toISOString(),
    );
  }

  async take(ticket: string, person: string | null): Promise<string | undefined> {
    const taken = await this.settings.sessions.takeLink(ticket);
    return taken?.purpose === 'passkey' && taken.person === person ? taken.holds?.['challenge'] : undefined;
  }
}
