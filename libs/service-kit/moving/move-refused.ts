/** Why a house is not moved. Each has its sentence in the words of the command, with what to do. */
export type WhyNotMoved =
  | 'source-missing'
  | 'source-unfinished'
  | 'source-flawed'
  | 'in-use'
  | 'moved-before'
  | 'target-not-empty'
  | 'target-of-another-move'
  | 'target-keys'
  | 'not-drained'
  | 'not-held'
  | 'not-the-same';

export class MoveRefused extends Error {
  override readonly name = 'MoveRefused';
  constructor(
    readonly because: WhyNotMoved,
    readonly values: Readonly<Record<string, string>> = {},
    /** What waits, where something does. */
    readonly waiting: readonly Waits[] = [],
  ) {
    super(because);
  }
}

/** What has to be done before a move. */
export type Waits =
  | { readonly kind: 'follower'; readonly service: string; readonly follower: string; readonly commits: number }
  | {
      readonly kind: 'untaken' | 'parked';
      readonly service: string;
      readonly topic: string;
      readonly messages: number;
    };
