import type { Contract } from '#contracts/shared/contract.js';
import type { ServiceDefinition } from '#service-kit/service.js';

import { IdentitySettings } from '../../apps/identity-access/src/identity-settings.js';
import { allServices } from '../../apps/platform/src/services.js';
import { SqliteSessions } from '#access/sqlite/sqlite-sessions.js';
import { Database } from '#sqlite/database.js';

/** Every service as it would be composed; nothing of it is started. */
export const services: readonly ServiceDefinition[] = allServices(
  new IdentitySettings(new SqliteSessions(new Database(':memory:')), false, false, '127.0.0.1', false),
);

export const contracts: readonly Contract[] = services.flatMap(({ speaks }) => speaks);

export const readers = services.filter(({ listensTo }) => listensTo.length > 0);
