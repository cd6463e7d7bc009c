import type { Sessions } from '#access/sessions.js';
import type { HeldRole } from '#contracts/shared/shapes.js';

import type { PersonStanding } from './person-as-it-stands.js';

const administersAll = ({ role, programme, panel }: HeldRole): boolean =>
  role === 'administrator' && programme === undefined && panel === undefined;

/** Nobody else of the organisation could let anybody in again. Two who end each other at one moment are not seen. */
export async function isLastAdministrator(
  sessions: Sessions,
  { organisation, state }: PersonStanding,
): Promise<boolean> {
  if (!state.isActive || !state.roles.some(administersAll)) return false;
  const accounts = await sessions.accountsOf(organisation);
  return !accounts.some(({ person, roles }) => person !== state.added.person && roles.some(administersAll));
}
