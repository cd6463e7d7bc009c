import { createHash, createHmac } from 'node:crypto';

import { idFrom } from '#service-kit/ids.js';

import { chanceOfAtLeast } from './chance.js';

/** What somebody holds of one round once it has closed. */
export interface Evidence {
  readonly round: string;
  /** As they are published, each as the text that stands nowhere else. */
  readonly ballots: readonly string[];
  /** As the round names them. */
  readonly members: readonly string[];
  /** By whoever stood at the door, in the order in which they sent. Changed answers count at the last. */
  readonly cameIn: readonly string[];
  /** Every file, the journals, keys and the log, byte for byte. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** More orders of the members, worked out of something that is peculiar to a store. */
  readonly workedOut?: ReadonlyMap<string, readonly string[]>;
}

/** Who gave which ballot. */
export type Answers = ReadonlyMap<string, string>;

interface Score {
  readonly way: string;
  readonly rounds: number;
  /** Ballots joined to the right member, over all rounds. */
  readonly right: number;
  /** That guessing would do as well. */
  readonly byChance: number;
}

type Order = readonly string[];
type Orders = ReadonlyMap<string, Order>;

/** Bytes before and after a ballot in which something may stand that belongs to it. */
const around = 300;

/**
 * A program that tries to join ballots to members. Everything that gives an order of ballots (the published list, where they
 * stand in each file, times and ids beside them) is held against everything that gives an order of members; marks of a
 * member beside a ballot (names, hashes, HMACs under each key that is left) are taken as they are.
 *
 * Of half of the rounds it is told the truth afterwards: a rule that holds from round to round is learned, whatever it is.
 */
export class BallotsAttack {
  readonly #right = new Map<string, { rounds: number; right: number }>();
  /** By pair of orders, by place in the one: how often each place in the other was the right one. */
  readonly #learned = new Map<string, Map<number, Map<number, number>>>();
  #seen = 0;

  constructor(private readonly patterns: { readonly ballot: RegExp; readonly member: RegExp }) {}

  attack(evidence: Evidence, truth: Answers): void {
    const isTold = this.#seen % 2 === 0;
    this.#seen += 1;
    const places = this.#placesIn(evidence);
    for (const [way, guess] of marked(evidence, places)) this.#note(way, guess, truth);
    const ofMembers = this.#ordersOfMembers(evidence);
    for (const [named, ballots] of ordersOfBallots(evidence, places)) {
      for (const [by, members] of ofMembers) {
        const pair = `${named}, by ${by}`;
        this.#note(pair, new Map(ballots.map((ballot, at) => [ballot, members[at] ?? ''])), truth);
        const backwards = new Map(ballots.map((ballot, at) => [ballot, members[members.length - 1 - at] ?? '']));
        this.#note(`${pair}, backwards`, backwards, truth);
        if (isTold) this.#learn(pair, ballots, members, truth);
        else this.#note(`${pair}, as it was before`, this.#asLearned(pair, ballots, members), truth);
      }
    }
  }

  /** Every way it tried, the best first. */
  scores(): readonly Score[] {
    return [...this.#right]
      .map(([way, { rounds, right }]) => ({ way, rounds, right, byChance: chanceOfAtLeast(right, rounds) }))
      .sort((one, other) => one.byChance - other.byChance);
  }

  /** Those that guessing would not match once in a million runs, all ways tried taken together. */
  beaten(): readonly Score[] {
    const tried = this.scores();
    return tried.filter(({ byChance }) => byChance * tried.length < 1e-6);
  }

  #note(way: string, guess: Answers, truth: Answers): void {
    const before = this.#right.get(way) ?? { rounds: 0, right: 0 };
    const right = [...guess].filter(([ballot, member]) => truth.get(ballot) === member).length;
    this.#right.set(way, { rounds: before.rounds + 1, right: before.right + right });
  }

  #learn(pair: string, ballots: Order, members: Order, truth: Answers): void {
    const learned = this.#learned.get(pair) ?? new Map<number, Map<number, number>>();
    this.#learned.set(pair, learned);
    for (const [at, ballot] of ballots.entries()) {
      const times = learned.get(at) ?? new Map<number, number>();
      learned.set(at, times);
      const place = members.indexOf(truth.get(ballot) ?? '');
      times.set(place, (times.get(place) ?? 0) + 1);
    }
  }

  #asLearned(pair: string, ballots: Order, members: Order): Answers {
    const learned = this.#learned.get(pair);
    return new Map(
      ballots.map((ballot, at) => {
        const [usual] = [...(learned?.get(at) ?? [])].sort(([, one], [, other]) => other - one);
        return [ballot, members[usual?.[0] ?? at] ?? ''];
      }),
    );
  }

  #placesIn({ files, ballots }: Evidence): Places {
    const wanted = new Set(ballots);
    return new Map(
      [...files]
        .map(([file, bytes]) => [file, placesOf(bytes, this.patterns.ballot, wanted)] as const)
        .filter(([, found]) => found.length > 0),
    );
  }

  #ordersOfMembers({ files, members, cameIn, workedOut = new Map() }: Evidence): Orders {
    const wanted = new Set(members);
    const orders = new Map<string, Order>([
      ['who came in when', cameIn],
      ['the roll', members],
      ['the names', [...members].sort()],
      ...workedOut,
    ]);
    for (const [file, bytes] of files) {
      const found = placesOf(bytes, this.patterns.member, wanted).map(({ text }) => text);
      const first = [...new Set(found)];
      if (first.length !== members.length) continue;
      orders.set(`where they stand first in ${file}`, first);
      orders.set(`where they stand last in ${file}`, [...new Set(found.reverse())].reverse());
    }
    return orders;
  }
}

interface Place {
  readonly text: string;
  readonly at: number;
  readonly near: string;
}
type Places = ReadonlyMap<string, readonly Place[]>;

function placesOf(bytes: Buffer, pattern: RegExp, wanted: ReadonlySet<string>): readonly Place[] {
  const text = bytes.toString('latin1');
  return [...text.matchAll(pattern)]
    .filter(([found]) => wanted.has(found))
    .map(({ 0: found, index }) => ({
      ...{ text: found, at: index },
      near: text.slice(Math.max(0, index - around), index + around),
    }));
}

function ordersOfBallots({ ballots }: Evidence, places: Places): Orders {
  const orders = new Map<string, Order>([['the published list', ballots]]);
  for (const [file, found] of places) {
    const inOrder = found.map(({ text }) => text);
    const first = [...new Set(inOrder)];
    if (first.length !== ballots.length) continue;
    orders.set(`first in ${file}`, first);
    orders.set(`last in ${file}`, [...new Set(inOrder.reverse())].reverse());
    // Times as people and as machines write them, ids that sort by time, row numbers, and lengths.
    for (const [named, pattern] of besides) {
      const told = found.map(({ text, near }) => ({ text, by: nearest(near, pattern) ?? '' }));
      if (new Set(told.map(({ by }) => by)).size < ballots.length / 2) continue;
      const sorted = told.sort((one, other) => (one.by < other.by ? -1 : 1)).map(({ text }) => text);
      orders.set(`${named} in ${file}`, [...new Set(sorted)]);
    }
  }
  return orders;
}

const besides: readonly (readonly [string, RegExp])[] = [
  ['by the time beside it', /\d{4}-\d\d-\d\dT[\d:.]+|\b1[5-9]\d{11}\b/g],
  ['by the id beside it', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g],
];

/** What stands nearest to the middle. */
function nearest(near: string, pattern: RegExp): string | undefined {
  const middle = near.length / 2;
  return [...near.matchAll(pattern)]
    .map(({ 0: text, index }) => ({ text, away: Math.abs(index + text.length / 2 - middle) }))
    .sort((one, other) => one.away - other.away)[0]?.text;
}

function* marked(evidence: Evidence, places: Places): Generator<readonly [string, Answers]> {
  const marks = marksOf(evidence);
  for (const [file, found] of places) {
    const guess = new Map<string, string>();
    for (const { text, near } of found) {
      const own = marks
        .map(({ mark, member }) => ({ member, at: near.indexOf(mark) }))
        .filter(({ at }) => at >= 0)
        .sort((one, other) => Math.abs(one.at - near.length / 2) - Math.abs(other.at - near.length / 2))[0];
      if (own !== undefined) guess.set(text, own.member);
    }
    yield [`a mark beside it in ${file}`, guess];
  }
}

/** What a program could write for a member without writing their name. */
function marksOf({ round, members, files }: Evidence): readonly { readonly mark: string; readonly member: string }[] {
  const keys = [...files.values()]
    .filter(({ length }) => length >= 16 && length <= 1_024)
    .flatMap((bytes) => [bytes, Buffer.from(bytes.toString('latin1').trim(), 'base64')])
    .filter(({ length }) => length >= 16);
  return members.flatMap((member) => {
    const said = [member, `${round}${member}`, `${round}/${member}`, `${round}:${member}`];
    const digests = said.flatMap((text) => [
      createHash('sha256').update(text).digest(),
      ...[...keys, Buffer.from(round)].map((key) => createHmac('sha256', key).update(text).digest()),
    ]);
    const ids = [idFrom(round, member), idFrom(round, 'ballot', member), idFrom(member, round)];
    const written = digests.flatMap((digest) => [digest.toString('base64url'), digest.toString('hex')]);
    return [member, ...ids, ...written].map((mark) => ({ mark, member }));
  });
}
