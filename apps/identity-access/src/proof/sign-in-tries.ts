/** For one name, from whatever address: limits of addresses do not see many addresses that guess one password. */
const most = 50;
const withinMs = 3_600_000;
/** Names beyond this number push the oldest out: what is kept stays small. */
const mostNames = 10_000;

/** Wrong passwords by the hash of a name, known or not. Each process counts for itself. */
export class SignInTries {
  readonly #wrong = new Map<string, { count: number; readonly since: number }>();

  constructor(private readonly now: () => number) {}

  isExhausted(name: string): boolean {
    const wrong = this.#wrong.get(name);
    return wrong !== undefined && wrong.count >= most && this.now() - wrong.since < withinMs;
  }

  wrong(name: string): void {
    const before = this.#wrong.get(name);
    const since = before === undefined || this.now() - before.since >= withinMs ? undefined : before.since;
    this.#wrong.delete(name);
    this.#wrong.set(name, { count: since === undefined ? 1 : (before?.count ?? 0) + 1, since: since ?? this.now() });
    const [oldest] = this.#wrong.keys();
    if (this.#wrong.size > mostNames && oldest !== undefined) this.#wrong.delete(oldest);
  }

  right(name: string): void {
    this.#wrong.delete(name);
  }
}
