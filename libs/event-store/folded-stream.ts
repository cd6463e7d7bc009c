import type { Decider, DomainEvent } from '#contracts/shared/decider.js';

import { emptyTip, type StreamTip } from './commit.js';

/** The state of a stream for one decider; what the state is stays known to that decider alone. */
interface Folding {
  readonly decider: object;
  after(events: readonly DomainEvent[]): Folding;
}

class FoldingBy<State, Event extends DomainEvent> implements Folding {
  constructor(
    readonly decider: Decider<State, Event>,
    readonly state: State,
  ) {}

  after(events: readonly DomainEvent[]): FoldingBy<State, Event> {
    let { state } = this;
    // A stream holds the events of one decider's union: a decider meets another's only through a bug, and its `never` says so.
    for (const event of events) state = this.decider.evolve(state, event as Event);
    return new FoldingBy(this.decider, state);
  }
}

const isBy = <State, Event extends DomainEvent>(
  folding: Folding,
  decider: Decider<State, Event>,
): folding is FoldingBy<State, Event> => folding.decider === decider;

/** A stream folded up to its tip, for the deciders that were asked for. Never changed, so that it may be kept. */
export class FoldedStream {
  static readonly empty = new FoldedStream(emptyTip, []);

  private constructor(
    readonly tip: StreamTip,
    private readonly foldings: readonly Folding[],
  ) {}

  /** False: only its tip is known. */
  get isFolded(): boolean {
    return this.foldings.length > 0;
  }

  knows(decider: object): boolean {
    return this.foldings.some((folding) => folding.decider === decider);
  }

  /** Adds a decider to a stream that is at its start. */
  with<State, Event extends DomainEvent>(decider: Decider<State, Event>): FoldedStream {
    if (this.tip.lastVersion > 0) throw new Error('A decider cannot join a stream that is folded already');
    return new FoldedStream(this.tip, [...this.foldings, new FoldingBy(decider, decider.initialState)]);
  }

  after(events: readonly DomainEvent[], tip: StreamTip): FoldedStream {
    return new FoldedStream(
      tip,
      events.length === 0 ? this.foldings : this.foldings.map((folding) => folding.after(events)),
    );
  }

  state<State, Event extends DomainEvent>(decider: Decider<State, Event>): State {
    for (const folding of this.foldings) if (isBy(folding, decider)) return folding.state;
    throw new Error('The stream was not folded for this decider');
  }
}
