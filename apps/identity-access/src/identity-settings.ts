import type { Sessions } from '#access/sessions.js';

import type { AccountElsewhere } from './proof/account-elsewhere.js';

/** What a composition root decides for identity-access, beside what every service gets. */
export class IdentitySettings {
  constructor(
    readonly sessions: Sessions,
    readonly isHttps: boolean,
    /** The data folder was made for the sample. */
    readonly isSample: boolean,
    /** The address it listens on. */
    readonly host: string,
    readonly isProduction: boolean,
    /** An OpenID provider whose accounts people may sign in with. */
    readonly accountElsewhere?: AccountElsewhere,
  ) {}
}
