import { StartRefused } from '#service-kit/configuration/start-refused.js';

export type MongoRefusedBecause =
  | 'address-malformed'
  | 'unreachable'
  | 'credentials'
  | 'standalone'
  | 'too-old'
  /** A unique index settles every race: without it two writers could both win. */
  | 'index-missing';

/** MongoDB cannot be used as it is: the start stops with one line that says what to do. */
export class MongoRefused extends StartRefused {
  constructor(
    readonly because: MongoRefusedBecause,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
