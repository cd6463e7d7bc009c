import { mayActOn, type OperatorAsking, type PersonAsking } from '#access/principal.js';

import type { RightsRequestDocument } from '../read-models/rights-requests/rights-requests.js';
import { keepers } from '../stories/keepers.js';

export type Staff = PersonAsking | OperatorAsking;

export const mayKeep = (who: Staff, { organisation, programme }: RightsRequestDocument): boolean =>
  mayActOn(who, { organisation, ...(programme === null ? {} : { programme }) }, keepers);
