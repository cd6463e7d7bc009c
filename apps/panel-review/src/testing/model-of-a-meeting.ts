/** A meeting as method.md, section 3, has it, written without a look at the domain: majority votes, three rounds at most. */
export const stories = ['A', 'B', 'C'] as const;
export const members = ['M1', 'M2', 'M3', 'M4', 'M5'] as const;
export const leastInSecret = 3;
const mostRounds = 3;

export type Story = (typeof stories)[number];
export type Member = (typeof members)[number];
export type Choice = Story | 'abstain';
export type Kind = 'one' | 'joint' | 'none' | 'learning';

interface OpenRound {
  readonly secret: boolean;
  /** Who could choose nothing when it was opened. */
  readonly barred: ReadonlySet<Member>;
  readonly ballots: Map<Member, Choice>;
}

interface Counted {
  readonly entitled: number;
  readonly answered: number;
  readonly abstained: number;
  readonly quorate: boolean;
  /** Null: too few chose for a secret round to be shown. */
  readonly votes: Readonly<Record<Story, number>> | null;
  readonly leading: readonly Story[];
}

export class ModelOfAMeeting {
  readonly received = new Set<Story>();
  readonly left = new Set<Member>();
  readonly #seen = new Map<string, 'read' | 'skipped'>();
  readonly #conflicts = new Set<string>();
  readonly #lessons = new Set<Story>();
  rounds = 0;
  open: OpenRound | undefined;
  last: Counted | undefined;
  outcome: { readonly kind: Kind; readonly stories: readonly Story[] } | undefined;
  isClosed = false;

  #mayChoose(member: Member, story: Story): boolean {
    return this.received.has(story) && !this.left.has(member) && !this.#conflicts.has(`${member} ${story}`);
  }
  #entitled(): readonly Member[] {
    return members.filter((member) => stories.some((story) => this.#mayChoose(member, story)));
  }
  #isHere(story: Story): boolean {
    return !this.isClosed && this.received.has(story);
  }
  /** What a member could choose instead, so that two meetings can differ in nothing else. */
  choicesOf(member: Member): readonly Story[] {
    return stories.filter((story) => this.#mayChoose(member, story) && this.#seen.get(`${member} ${story}`) === 'read');
  }

  readonly may = {
    receive: (): boolean => !this.isClosed && this.open === undefined,
    read: (member: Member, story: Story): boolean => this.#isHere(story) && !this.left.has(member),
    leave: (): boolean => !this.isClosed,
    openRound: (secret: boolean): boolean =>
      !this.isClosed &&
      this.open === undefined &&
      this.rounds < mostRounds &&
      this.#entitled().length > 0 &&
      (!secret || this.#entitled().length >= leastInSecret),
    cast: (member: Member, choice: Choice): boolean => {
      if (this.isClosed || this.open === undefined || this.left.has(member) || this.open.barred.has(member))
        return false;
      if ([...this.received].some((story) => !this.#seen.has(`${member} ${story}`))) return false;
      return choice === 'abstain' || this.choicesOf(member).includes(choice);
    },
    closeRound: (): boolean => this.open !== undefined,
    record: (kind: Kind, named: readonly Story[]): boolean => {
      if (this.isClosed || this.open !== undefined || !named.every((story) => this.received.has(story))) return false;
      const fits = {
        one: named.length === 1,
        joint: named.length > 1,
        none: named.length === 0,
        learning: named.length === 0,
      };
      if (!fits[kind]) return false;
      const isChosen = kind === 'one' || kind === 'joint';
      return !isChosen || (this.last?.quorate === true && this.last.votes !== null);
    },
    close: (): boolean =>
      !this.isClosed &&
      this.open === undefined &&
      this.outcome !== undefined &&
      [...this.received].every((story) => this.#lessons.has(story)),
  };

  see(member: Member, story: Story, how: 'read' | 'skipped'): void {
    this.#seen.set(`${member} ${story}`, how);
  }
  declare(member: Member, story: Story): void {
    this.#conflicts.add(`${member} ${story}`);
  }
  writeLesson(story: Story): void {
    this.#lessons.add(story);
  }
  openRound(secret: boolean): void {
    this.rounds += 1;
    this.outcome = undefined;
    const entitled = new Set(this.#entitled());
    this.open = { secret, barred: new Set(members.filter((member) => !entitled.has(member))), ballots: new Map() };
  }
  /** What the round comes to, reckoned from who answered what. */
  closeRound(): Counted {
    if (this.open === undefined) throw new Error('No round is open');
    const entitled = this.#entitled();
    const counting = [...this.open.ballots].filter(
      ([member, choice]) => entitled.includes(member) && (choice === 'abstain' || this.#mayChoose(member, choice)),
    );
    const of = (choice: Choice): number => counting.filter(([, each]) => each === choice).length;
    const abstained = of('abstain');
    const isShown = !this.open.secret || counting.length - abstained >= leastInSecret;
    const votes = { A: of('A'), B: of('B'), C: of('C') };
    const most = Math.max(...Object.values(votes));
    this.last = {
      entitled: entitled.length,
      answered: counting.length,
      abstained,
      quorate: counting.length * 2 > entitled.length,
      votes: isShown ? votes : null,
      leading: isShown && most > 0 ? stories.filter((story) => votes[story] === most) : [],
    };
    this.open = undefined;
    return this.last;
  }
}
