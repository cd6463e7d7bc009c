/** One at a time for each stream: a release and the delivery of what comes later do not overtake one another. */
export class StreamTurns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<Result>(topic: string, subject: string, turn: () => Promise<Result>): Promise<Result> {
    const key = `${topic}\n${subject}`;
    const taken = (this.#last.get(key) ?? Promise.resolve()).then(turn);
    const ended = taken
      .catch(() => undefined)
      .finally(() => {
        if (this.#last.get(key) === ended) this.#last.delete(key);
      });
    this.#last.set(key, ended);
    return taken;
  }
}
