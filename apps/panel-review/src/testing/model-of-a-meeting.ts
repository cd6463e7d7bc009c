import {
  reckonAgain,
  type PlainBallot,
  type PlainRound,
  type Reckoned,
} from '../domain/tally/testing/second-reckoning.js';

/** A meeting as method.md, section 3, has it, written without a look at the domain: three rounds at most. */
export const stories = ['A', 'B', 'C'] as const;
export const members = ['M1', 'M2', 'M3', 'M4', 'M5'] as const;
export const methods = [
  ...(['majority', 'iterative', 'consensus', 'scoring'] as const),
  ...(['pre_score_then_vote', 'secret_ballot', 'ranked', 'approval'] as const),
];
export const leastInSecret = 3;
const mostRounds = 3;

export type Story = (typeof stories)[number];
export type Member = (typeof members)[number];
export type Method = (typeof methods)[number];
export type Kind = 'one' | 'joint' | 'none' | 'learning';
export type Ballot = Omit<PlainBallot, 'member' | 'skipped'>;
export interface Held {
  readonly in: 'online' | 'room';
  /** The panel’s rule: whoever chooses says why. */
  readonly needsReasons: boolean;
}
export type RoundKind = PlainRound['kind'];

interface OpenRound {
  readonly kind: RoundKind;
  readonly proposal: readonly Story[] | undefined;
  readonly secret: boolean;
  /** Who was too close to what, or had left, when it was opened. */
  readonly barred: ReadonlySet<string>;
  readonly ballots: Map<Member, Ballot>;
  /** Whose answer they sent themselves. */
  readonly sent: Set<Member>;
}

export const namedIn = ({ choice, scores = {}, ranking = [], approve = [] }: Ballot): readonly string[] => [
  ...(choice === undefined ? [] : [choice]),
  ...Object.keys(scores),
  ...ranking,
  ...approve,
];

export class ModelOfAMeeting {
  readonly received = new Set<Story>();
  readonly left = new Set<Member>();
  /** Taken back for good by their tellers. */
  readonly gone = new Set<Story>();
  readonly corrected = new Set<Story>();
  /** Corrected while a round is open, which goes on without them. */
  readonly #aside = new Set<Story>();
  /** By whoever is in the room, who did not open it themselves. */
  readonly #heard = new Set<string>();
  /** Undefined: nobody recorded who came. */
  #came: readonly Member[] | undefined;
  readonly #seen = new Map<string, 'read' | 'skipped'>();
  readonly #conflicts = new Set<string>();
  readonly #lessons = new Set<Story>();
  readonly #asked: RoundKind[] = [];
  open: OpenRound | undefined;
  /** The last round that can decide: scores before a vote inform it, and decide nothing. */
  decided: { readonly quorate: boolean; readonly isShown: boolean } | undefined;
  outcome: { readonly kind: Kind; readonly stories: readonly Story[] } | undefined;
  isClosed = false;
  /** With a panel beside, about what both chose. */
  isPlenary = false;

  constructor(
    readonly method: Method,
    readonly held: Held,
  ) {}

  get rounds(): number {
    return this.#asked.length;
  }

  #mayChoose(member: Member, story: string): boolean {
    return this.here.some((each) => each === story) && !this.#isBarred(member, story);
  }
  #isBarred(member: Member, story: string): boolean {
    return this.left.has(member) || this.#conflicts.has(`${member} ${story}`);
  }
  /** In the room. */
  get there(): readonly Member[] {
    return members.filter((member) => !this.left.has(member) && this.#came?.includes(member) !== false);
  }
  /** Those that can be read and chosen now. */
  get here(): readonly Story[] {
    return [...this.received].filter((story) => !this.gone.has(story) && !this.#aside.has(story));
  }
  #entitled(): readonly Member[] {
    return members.filter((member) => stories.some((story) => this.#mayChoose(member, story)));
  }
  /** Nobody has to read what they are too close to. */
  #hasToRead(member: Member): boolean {
    return this.here.some((story) => !this.#isBarred(member, story) && !this.#seen.has(`${member} ${story}`));
  }
  #isHere(story: Story): boolean {
    return !this.isClosed && this.here.includes(story);
  }
  /** What the next round asks. */
  #kindOfNext(proposal: readonly Story[] | undefined): RoundKind {
    switch (this.method) {
      case 'scoring':
        return 'score';
      case 'pre_score_then_vote':
        return this.rounds === 0 ? 'score' : 'choice';
      case 'ranked':
        return 'rank';
      case 'approval':
        return 'approval';
      default:
        return proposal === undefined ? 'choice' : 'stance';
    }
  }
  /** What a member may name, so that two meetings can differ in nothing else. */
  choicesOf(member: Member): readonly Story[] {
    return stories.filter((story) => this.#mayChoose(member, story) && this.#seen.get(`${member} ${story}`) === 'read');
  }

  readonly may = {
    // A new version is first read by a trained person.
    receive: (): boolean =>
      !this.isClosed &&
      this.open === undefined &&
      !this.gone.has('C') &&
      // To a plenary comes nothing but what its panels chose.
      (this.isPlenary ? this.received.has('C') : !this.corrected.has('C')),
    read: (member: Member, story: Story): boolean => this.#isHere(story) && !this.left.has(member),
    leave: (): boolean => !this.isClosed,
    openRound: (secret: boolean, proposal: readonly Story[] | undefined): boolean =>
      !this.isClosed &&
      this.open === undefined &&
      this.rounds < mostRounds &&
      this.#entitled().length > 0 &&
      (proposal === undefined || this.#mayPropose(proposal)) &&
      (this.method !== 'secret_ballot' || secret) &&
      (!secret || this.#entitled().length >= leastInSecret),
    readAloud: (story: Story): boolean => this.held.in === 'room' && this.#isHere(story),
    recordWhoCame: (came: readonly Member[]): boolean =>
      this.held.in === 'room' && !this.isClosed && came.every((member) => !this.left.has(member)),
    // A slip of a secret round is nobody's.
    recordSlip: (member: Member, ballot: Ballot, saysWhy: boolean): boolean =>
      this.held.in === 'room' &&
      this.open?.secret === false &&
      this.there.includes(member) &&
      !this.open.sent.has(member) &&
      this.may.cast(member, ballot, saysWhy),
    countHands: (): boolean =>
      this.held.in === 'room' &&
      this.open?.secret === false &&
      (this.open.kind === 'choice' || this.open.kind === 'approval') &&
      this.open.ballots.size === 0,
    cast: (member: Member, ballot: Ballot, saysWhy: boolean): boolean => {
      const { open: round } = this;
      if (this.isClosed || round === undefined || this.left.has(member)) return false;
      if (this.here.every((story) => round.barred.has(`${member} ${story}`))) return false;
      if (this.#hasToRead(member)) return false;
      const open: readonly string[] = this.choicesOf(member);
      if (round.secret ? saysWhy : !saysWhy && this.needsReason(ballot)) return false;
      return namedIn(ballot).every((story) => open.includes(story));
    },
    record: (kind: Kind, named: readonly Story[]): boolean => {
      if (this.isClosed || this.open !== undefined || !named.every((story) => this.here.includes(story))) return false;
      const fits = {
        one: named.length === 1,
        joint: named.length > 1,
        none: named.length === 0,
        learning: named.length === 0,
      };
      if (!fits[kind]) return false;
      const isChosen = kind === 'one' || kind === 'joint';
      return !isChosen || (this.decided?.quorate === true && this.decided.isShown);
    },
    close: (): boolean =>
      !this.isClosed &&
      this.open === undefined &&
      this.outcome !== undefined &&
      this.here.every((story) => this.#lessons.has(story)),
  };

  /** Everyone states a choice before an outcome is proposed, and only a consensus has proposals. */
  #mayPropose(proposal: readonly Story[]): boolean {
    const areHere = proposal.every((story) => this.here.includes(story));
    return this.method === 'consensus' && this.#asked.includes('choice') && areHere;
  }

  /** What a panel beside may look at as well: a corrected story has to be read by a trained person again. */
  get forAPanelBeside(): Story | undefined {
    return this.here.find((story) => !this.corrected.has(story));
  }

  /**
   * The panel beside, of everybody, chose `theirs`: both meet about what they chose. Of whose secret round too few chose, all
   * comes. Who left is there by way of the other, and who is too close to a story stays so.
   */
  meetTogether(theirs: Story): void {
    const ours = this.decided?.isShown === false ? this.here : (this.outcome?.stories ?? []);
    const chosen = [...ours, theirs].filter((story) => !this.gone.has(story));
    this.received.clear();
    for (const story of chosen) this.received.add(story);
    for (const each of [this.left, this.#heard, this.#seen, this.#lessons]) each.clear();
    this.#asked.length = 0;
    this.#came = undefined;
    this.decided = undefined;
    this.outcome = undefined;
    this.isClosed = false;
    this.isPlenary = true;
  }

  see(member: Member, story: Story, how: 'read' | 'skipped'): void {
    this.#seen.set(`${member} ${story}`, how);
    this.#heard.delete(`${member} ${story}`);
  }
  /** Who skipped it, or read it before, did not hear it. */
  readAloud(story: Story): void {
    for (const member of this.there) {
      if (this.#seen.has(`${member} ${story}`)) continue;
      this.see(member, story, 'read');
      this.#heard.add(`${member} ${story}`);
    }
  }
  /** Who did not come did not hear what was read out. */
  recordWhoCame(came: readonly Member[]): void {
    this.#came = came;
    for (const heard of this.#heard) {
      if (came.some((member) => heard.startsWith(`${member} `))) continue;
      this.#heard.delete(heard);
      this.#seen.delete(heard);
    }
  }
  declare(member: Member, story: Story): void {
    this.#conflicts.add(`${member} ${story}`);
  }
  /** The meeting goes on without it, and decides again what it had decided on it. */
  withdraw(story: Story): void {
    this.gone.add(story);
    this.#undecide(story);
  }
  /** Everybody reads it again: now, or once the round that is open has been counted. */
  correct(story: Story): void {
    this.corrected.add(story);
    if (!this.received.has(story) || this.isClosed) return;
    for (const member of members) {
      this.#seen.delete(`${member} ${story}`);
      this.#heard.delete(`${member} ${story}`);
    }
    if (this.open !== undefined) this.#aside.add(story);
    this.#undecide(story);
  }
  #undecide(story: Story): void {
    if (!this.isClosed && this.outcome?.stories.includes(story) === true) this.outcome = undefined;
  }
  writeLesson(story: Story): void {
    this.#lessons.add(story);
  }
  openRound(secret: boolean, proposal: readonly Story[] | undefined): void {
    const kind = this.#kindOfNext(proposal);
    this.#asked.push(kind);
    this.outcome = undefined;
    const pairs = members.flatMap((member) => stories.map((story) => [member, story] as const));
    const barred = new Set(pairs.filter((pair) => this.#isBarred(...pair)).map((pair) => pair.join(' ')));
    this.open = { kind, proposal, secret, barred, ballots: new Map(), sent: new Set() };
  }

  /** Who objects always says why; who chooses does where the panel's rule is that. Nobody does in secret. */
  needsReason({ stance, abstain }: Ballot): boolean {
    if (this.open === undefined || this.open.secret) return false;
    const isChoosing = this.open.kind === 'choice' || this.open.kind === 'approval' || this.open.kind === 'rank';
    return stance === 'object' || (this.held.needsReasons && isChoosing && abstain !== true);
  }

  /** Of those there who may choose: who has heard or read, or skips, all that they may choose. */
  get ready(): readonly Member[] {
    const entitled = this.#entitled();
    return this.there.filter((member) => entitled.includes(member) && !this.#hasToRead(member));
  }

  /** Everybody there who is ready raises a hand for the first of these that they may, or for each; or for none. */
  raiseHands(named: readonly Story[]): void {
    for (const member of this.ready) {
      const may = named.filter((story) => this.#mayChoose(member, story));
      const [first] = may;
      const ballot =
        first === undefined
          ? { abstain: true as const }
          : this.open?.kind === 'choice'
            ? { choice: first }
            : { approve: may };
      this.open?.ballots.set(member, ballot);
    }
  }

  /** What was answered in secret would be destroyed, or in the room nothing was counted: closed only by whoever says so. */
  get comesToNothing(): boolean {
    const answered = this.#entitled().filter((member) => this.open?.ballots.has(member) === true);
    return this.may.countHands() || (this.open?.secret === true && answered.length < leastInSecret);
  }

  /** What the round comes to, reckoned from who answered what and what of it still counts. */
  closeRound(): Reckoned {
    if (this.open === undefined) throw new Error('No round is open');
    const { kind, secret, proposal } = this.open;
    const entitled = this.#entitled();
    const ballots = [...this.open.ballots].flatMap(([member, ballot]): readonly PlainBallot[] => {
      const left = entitled.includes(member) ? this.#whatCounts(member, ballot) : undefined;
      return left === undefined ? [] : [{ member, ...left }];
    });
    const { rounds } = reckonAgain({
      ...{ method: this.method, stories: this.here, members: [...members] },
      conflicts: members.flatMap((member) =>
        this.here.filter((story) => this.#isBarred(member, story)).map((story) => ({ member, story })),
      ),
      rules: { quorum: 'more_than_half', minimumBallots: leastInSecret, secret },
      rounds: [{ kind, ...(proposal === undefined ? {} : { proposal: this.#stillHere(proposal) }), ballots }],
    });
    const [counted] = rounds;
    if (counted === undefined) throw new Error('Nothing was reckoned');
    const decides = this.method === 'scoring' ? kind === 'score' : kind !== 'score';
    const isShown = counted['byStory'] !== undefined || counted['stance'] !== undefined;
    if (decides) this.decided = { quorate: counted.quorate, isShown };
    this.open = undefined;
    this.#aside.clear();
    return counted;
  }

  #stillHere(proposal: readonly Story[]): readonly Story[] {
    return proposal.filter((story) => this.here.includes(story));
  }

  /** Nothing of a story that they have said since they are too close to. */
  #whatCounts(member: Member, ballot: Ballot): Ballot | undefined {
    if (ballot.abstain === true || ballot.stance !== undefined) return ballot;
    const mayStill = (story: string): boolean => this.#mayChoose(member, story);
    const { choice, scores = {}, ranking = [], approve = [] } = ballot;
    if (choice !== undefined) return mayStill(choice) ? ballot : undefined;
    const scored = Object.entries(scores).filter(([story]) => mayStill(story));
    if (scored.length > 0) return { scores: Object.fromEntries(scored) };
    if (ranking.some(mayStill)) return { ranking: ranking.filter(mayStill) };
    return approve.some(mayStill) ? { approve: approve.filter(mayStill) } : undefined;
  }
}
