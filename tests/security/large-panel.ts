import { randomInt } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { eventually } from '../../apps/platform/src/sample/eventually.js';
import { OneProcess } from '../acceptance/one-process.js';
import { RunningNewid } from '../acceptance/running-newid.js';
import type { Answers, Evidence } from './ballots-attack.js';

const programme = 'dweud-y-newid-2026';

/** From a moment on: what somebody holds who then takes a copy of everything. */
export type Watching = () => Promise<() => Promise<Map<string, Buffer>>>;

interface Rules {
  readonly method: string;
  readonly secret?: boolean;
}

interface Sent {
  readonly status: number;
  readonly text: string;
  readonly headers: string;
}

/** What the members of a round did, and what is known of it to whoever watches. */
interface RoundHeld {
  readonly evidence: Evidence;
  readonly truth: Answers;
  readonly receipts: readonly Sent[];
}

/** A panel whose members have names that stand nowhere else: left to itself, of a Newid in one process that logs all it can. */
export class LargePanel {
  readonly members: readonly string[];
  readonly #newid: RunningNewid;
  readonly #watch: Watching;
  readonly #killAndStart: () => Promise<void>;
  readonly #tokens = new Map<string, string>();
  #stories: readonly string[] = [];
  #sitting = '';
  #ballots = 0;

  constructor(
    readonly size = 30,
    given?: {
      readonly newid: RunningNewid;
      readonly watch?: Watching;
      readonly killAndStart?: () => Promise<void>;
    },
  ) {
    this.members = Array.from({ length: size }, (_, at) => `Zyxmember${String(at).padStart(4, '0')}`);
    this.#newid =
      given?.newid ?? new RunningNewid(new OneProcess({ NEWID_LOG_LEVEL: 'debug', NEWID_RATE_LIMITS: 'off' }));
    this.#watch = given?.watch ?? (() => watchFolder(this.#newid));
    this.#killAndStart =
      given?.killAndStart ??
      (async () => {
        await this.#newid.stop('SIGKILL');
        await this.#newid.start();
      });
  }

  async start(rules: Rules): Promise<void> {
    await this.#newid.start();
    await this.convene(rules);
  }

  /** Everybody has read every story: only rounds are left to be held. */
  async convene(rules: Rules): Promise<void> {
    for (const person of ['A1', 'E1', 'F1']) this.#tokens.set(person, await this.#newid.enter(person));
    for (const id of this.members) {
      await this.done('A1', '/api/v1/people', { id, name: id, roles: [{ role: 'panel-member' }] });
      this.#tokens.set(id, await this.#newid.enter(id));
    }
    await this.done(
      'E1',
      `/api/v1/programmes/${programme}/rules`,
      {
        ...{ quorum: 'more_than_half', scale: { min: 1, max: 10 }, maxRounds: 10_000, minimumBallots: 5 },
        ...{ tellersHidden: true, skippingAllowed: true },
      },
      'PUT',
    );
    const convened = { members: shuffled(this.members), facilitator: 'F1' };
    await eventually(() => this.done('E1', `/api/v1/programmes/${programme}/panels/east/convening`, convened));
    const asked = { programme, panel: 'east', period: '2026-Q2', domain: 'quality', ...rules };
    this.#sitting = await eventually(async () => {
      const sitting = String((await this.done('F1', '/api/v1/sittings', asked))['sitting']);
      const { roundsLeft: _left, ...opened } = await this.done('F1', `/api/v1/sittings/${sitting}`);
      // Another service has to hear of the rules first.
      if (JSON.stringify(opened).includes('"maxRounds":3')) throw new Error('The rules are not those of this test yet');
      return sitting;
    });
    const { items } = await this.done('E1', '/api/v1/stories?period=2026-Q2&domain=quality');
    this.#stories = (items as readonly { readonly id: string }[]).slice(0, 2).map(({ id }) => id);
    await this.done('F1', `/api/v1/sittings/${this.#sitting}/stories`, { stories: this.#stories });
    for (const member of this.members) {
      for (const story of this.#stories) {
        await this.done(member, `/api/v1/sittings/${this.#sitting}/stories/${story}/readings`, {});
      }
    }
  }

  get stories(): readonly string[] {
    return this.#stories;
  }

  async openRound(): Promise<string> {
    return String((await this.done('F1', `/api/v1/sittings/${this.#sitting}/rounds`, {}))['round']);
  }

  cast(member: string, round: string, ballot: object): Promise<Sent> {
    return this.send(member, `/api/v1/rounds/${round}/ballots`, ballot);
  }

  closeRound(round: string): Promise<Readonly<Record<string, unknown>>> {
    return this.done('F1', `/api/v1/rounds/${round}/closing`, {});
  }

  seeRound(round: string): Promise<Readonly<Record<string, unknown>>> {
    return this.done('F1', `/api/v1/rounds/${round}`);
  }

  /** All answer, in another order each time, some twice; no two ballots are alike. `beforeClose` looks in between. */
  async holdRound(beforeClose: (round: string) => void = () => undefined): Promise<RoundHeld> {
    const [story = ''] = this.#stories;
    const copy = await this.#watch();
    const round = await this.openRound();
    const cameIn = shuffled(this.members);
    const truth = new Map<string, string>();
    const receipts: Sent[] = [];
    for (const [at, member] of cameIn.entries()) {
      if (at % 6 === 0) receipts.push(await this.cast(member, round, { scores: { [story]: this.#nextScore() } }));
      const score = this.#nextScore();
      receipts.push(await this.cast(member, round, { scores: { [story]: score } }));
      truth.set(String(score), member);
    }
    beforeClose(round);
    await this.closeRound(round);
    const { ballots } = await this.seeRound(round);
    const published = (ballots as readonly { readonly scores: Readonly<Record<string, number>> }[]).map(({ scores }) =>
      String(scores[story]),
    );
    const files = await copy();
    return { evidence: { round, ballots: published, members: this.members, cameIn, files }, truth, receipts };
  }

  copyTo(folder: string): void {
    cpSync(this.#newid.folder, folder, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  }

  /** Scores that stand nowhere else, of one length: 3.1dddd1. */
  #nextScore(): number {
    this.#ballots += 1;
    return Number(`3.1${String(this.#ballots).padStart(5, '0')}1`);
  }

  /** In the middle of whatever is under way. */
  killAndStart(): Promise<void> {
    return this.#killAndStart();
  }

  async end(): Promise<void> {
    await this.#newid.stop('SIGTERM');
    await this.#newid.remove();
  }

  async send(person: string, path: string, body?: object, method?: string): Promise<Sent> {
    const response = await fetch(`${this.#newid.address}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...{ accept: 'application/json', authorization: `Bearer ${this.#tokens.get(person) ?? ''}` },
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const headers = [...response.headers].filter(([name]) => !newEachTime.has(name));
    return { status: response.status, text: await response.text(), headers: JSON.stringify(headers) };
  }

  async done(person: string, path: string, body?: object, method?: string): Promise<Readonly<Record<string, unknown>>> {
    const { status, text } = await this.send(person, path, body, method);
    if (status >= 300) throw new Error(`${path} answered ${String(status)}: ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  }
}

/** The time, and what is drawn anew for every response. */
const newEachTime = new Set(['date', 'content-security-policy', 'x-correlation-id']);

async function watchFolder(newid: RunningNewid): Promise<() => Promise<Map<string, Buffer>>> {
  const said = newid.said.length;
  return Promise.resolve(async () =>
    Promise.resolve(filesOf(newid.folder).set('the log', Buffer.from(newid.said.slice(said)))),
  );
}

/** By name within the folder. What changes its name with every round is left under it. */
export function filesOf(folder: string, belongs: (name: string) => boolean = () => true): Map<string, Buffer> {
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(belongs)
      .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true)
      .map((name) => [name, readFileSync(join(folder, name))]),
  );
}

export function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(randomInt(left.length), 1));
}
