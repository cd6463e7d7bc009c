import { rehearsedEventTypes, rehearsedLettersModel } from '#service-kit/rehearsing/rehearsed-letters.js';
import { rehearsedProgrammesModel } from '#service-kit/rehearsing/rehearsed-programmes.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { RehearsedLettersApi } from '../rehearsing/rehearsed-letters.api.js';
import { RehearsedLettersPage } from '../rehearsing/rehearsed-letters.page.js';

/** What would have gone out in a rehearsal. */
export const rehearsing: ServiceArea = {
  eventTypes: rehearsedEventTypes,
  readModels: [rehearsedLettersModel, rehearsedProgrammesModel],
  controllers: [RehearsedLettersPage, RehearsedLettersApi],
};
