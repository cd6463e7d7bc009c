import { contributorsModel } from './read-models/contributors/contributors.js';
import { keepKeyLevel } from './use-cases/answer-as-contributor/share-as-agreed.js';

/** Stories that several people answer for, as the service takes them up. */
export const togetherParts = {
  readModels: [contributorsModel],
  reactions: [keepKeyLevel],
} as const;
