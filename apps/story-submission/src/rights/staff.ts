import { mayActOn, type SomeoneAsking } from '#access/principal.js';

import type { RightsRequestDocument } from '../read-models/rights-requests/rights-requests.js';
import { keepers } from '../stories/keepers.js';

export const mayKeep = (who: SomeoneAsking, { organisation, programme }: RightsRequestDocument): boolean =>
  mayActOn(who, { organisation, ...(programme === null ? {} : { programme }) }, keepers);
