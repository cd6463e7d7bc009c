import { isRefusal } from '#contracts/shared/refusal.js';
import { StorageUnavailable, VersionConflict, type EventStore } from '#event-store/event-store.js';

export type WriteOutcome = 'written' | 'known' | 'refused' | 'conflict' | 'unavailable' | 'failed';

/** An event store that says of each write how it ended and how long it took; everything else passes straight on. */
export class MeasuredStore implements EventStore {
  readonly read: EventStore['read'];
  readonly fold: EventStore['fold'];
  readonly readLog: EventStore['readLog'];
  readonly lastPosition: EventStore['lastPosition'];
  readonly logged: EventStore['logged'];
  readonly positionOf: EventStore['positionOf'];
  readonly onLogged: EventStore['onLogged'];
  readonly verify: EventStore['verify'];
  readonly close: EventStore['close'];

  readonly execute: EventStore['execute'] = async (stream, command, decider, decide) =>
    this.#measured(
      () => this.store.execute(stream, command, decider, decide),
      (result) => (isRefusal(result) ? 'refused' : result.replayed ? 'known' : 'written'),
    );

  readonly append: EventStore['append'] = async (stream, events, options) =>
    this.#measured(
      () => this.store.append(stream, events, options),
      ({ replayed }) => (replayed ? 'known' : 'written'),
    );

  constructor(
    private readonly store: EventStore,
    private readonly ended: (outcome: WriteOutcome, milliseconds: number) => void,
  ) {
    this.read = store.read.bind(store);
    this.fold = store.fold.bind(store);
    this.readLog = store.readLog.bind(store);
    this.lastPosition = store.lastPosition.bind(store);
    this.logged = store.logged.bind(store);
    this.positionOf = store.positionOf.bind(store);
    this.onLogged = store.onLogged.bind(store);
    this.verify = store.verify.bind(store);
    this.close = store.close.bind(store);
  }

  async #measured<Result>(write: () => Promise<Result>, outcomeOf: (result: Result) => WriteOutcome): Promise<Result> {
    const begun = performance.now();
    try {
      const result = await write();
      this.ended(outcomeOf(result), performance.now() - begun);
      return result;
    } catch (error) {
      this.ended(failureOf(error), performance.now() - begun);
      throw error;
    }
  }
}

function failureOf(error: unknown): WriteOutcome {
  if (error instanceof StorageUnavailable) return 'unavailable';
  return error instanceof VersionConflict ? 'conflict' : 'failed';
}
