import { retentionEventTypes } from './domain/retention/retention.js';
import { retentionRunsModel } from './read-models/retention-runs/retention-runs.js';
import { eraseByRetention } from './use-cases/keep-no-longer/erase-by-retention.js';

/** How long stories are kept, for the service. */
export const careParts = {
  eventTypes: retentionEventTypes,
  readModels: [retentionRunsModel],
  reactions: [eraseByRetention],
} as const;
