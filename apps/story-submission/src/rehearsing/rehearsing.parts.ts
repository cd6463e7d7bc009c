import { rehearsedEventTypes, rehearsedLettersModel } from './rehearsed-letters.js';
import { RehearsedLettersApi } from './rehearsed-letters.api.js';
import { RehearsedLettersPage } from './rehearsed-letters.page.js';

/** What would have gone out in a rehearsal, as the service takes it up. */
export const rehearsingParts = {
  eventTypes: rehearsedEventTypes,
  readModels: [rehearsedLettersModel],
  controllers: [RehearsedLettersPage, RehearsedLettersApi],
} as const;
