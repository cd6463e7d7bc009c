import type { SampleClient } from '../sample/sample-client.js';
import { eventually } from '../sample/eventually.js';
import { resultOf, saidOfAnswer, saidOfResult, type Answer } from './said-of-round.js';

export interface MeetingGiven {
  readonly programme: string;
  readonly panel: string;
  readonly period: string;
  readonly domain: string;
  readonly method: string;
  readonly facilitator: string;
  readonly members: readonly string[];
  /** By reference. */
  readonly stories: readonly string[];
}

type Say = (line: string) => void;

/** One meeting of a panel, played by its people through the public API: each with a session of their own. */
export class MeetingPlayed {
  readonly #path: string;
  #rounds = 0;

  private constructor(
    private readonly client: SampleClient,
    private readonly given: MeetingGiven,
    private readonly stories: ReadonlyMap<string, string>,
    private readonly say: Say,
    readonly sitting: string,
  ) {
    this.#path = `/api/v1/sittings/${sitting}`;
  }

  /** Opens it, receives the stories, and has everybody read them. */
  static async open(
    client: SampleClient,
    given: MeetingGiven,
    stories: ReadonlyMap<string, string>,
    say: Say,
  ): Promise<MeetingPlayed> {
    const { programme, panel, period, domain, method, facilitator } = given;
    const body = { programme, panel, period, domain, method };
    const opened = await eventually(() => client.post(facilitator, '/api/v1/sittings', body));
    say(`${facilitator} opens the meeting of the ${panel} panel; it chooses by: ${method.replaceAll('_', ' ')}`);
    const meeting = new MeetingPlayed(client, given, stories, say, String(opened['sitting']));
    await meeting.#receive();
    return meeting;
  }

  async round(answers: Readonly<Record<string, Answer>>, proposal?: readonly string[]): Promise<void> {
    const { facilitator } = this.given;
    const asked = proposal === undefined ? {} : { proposal: proposal.map((each) => this.#id(each)) };
    const { round } = await this.client.post(facilitator, `${this.#path}/rounds`, asked);
    this.#rounds += 1;
    const proposed = proposal === undefined ? '' : `, on the proposal: ${proposal.join(' and ')}`;
    this.say(`  ${facilitator} opens round ${String(this.#rounds)}${proposed}`);
    for (const [member, answer] of Object.entries(answers)) {
      await this.client.post(member, `/api/v1/rounds/${String(round)}/ballots`, this.#byId(answer));
      const answers = this.given.method === 'secret_ballot' ? 'answers, in secret' : saidOfAnswer(answer);
      this.say(`    ${member} ${answers}${answer.reason === undefined ? '' : `: “${answer.reason}”`}`);
    }
    await this.client.post(facilitator, `/api/v1/rounds/${String(round)}/closing`, {});
    const result = await eventually(async () => {
      const closed = await this.client.get(facilitator, `/api/v1/rounds/${String(round)}`);
      return resultOf(closed['result']);
    });
    const called = new Map(this.given.stories.map((reference) => [this.#id(reference), reference]));
    this.say(`    closed: ${saidOfResult(result, called)}`);
  }

  async hold(reference: string, toPeriod: string, reason: string): Promise<void> {
    const { facilitator } = this.given;
    await this.client.post(facilitator, `${this.#path}/held-over`, { story: this.#id(reference), toPeriod, reason });
    this.say(`  ${reference} is held over to ${toPeriod}: “${reason}”`);
  }

  /** The outcome of the group with its reason, another view where there is one, a lesson line for each story; then it closes. */
  async decide(
    kind: 'one' | 'joint' | 'none' | 'learning',
    chosen: readonly string[],
    reason: string,
    another?: { readonly member: string; readonly text: string },
  ): Promise<void> {
    const { facilitator, stories } = this.given;
    const ids = chosen.map((each) => this.#id(each));
    await this.client.post(facilitator, `${this.#path}/outcome`, { kind, stories: ids, reason, values: ['courage'] });
    this.say(`  the group decides: ${chosen.length === 0 ? kind : chosen.join(' and ')}, because “${reason}”`);
    if (another !== undefined) {
      const { member, text } = another;
      await this.client.post(member, `${this.#path}/dissent`, { kind: 'caveat', text });
      this.say(`  another view, ${member}: “${text}”`);
    }
    for (const reference of stories) {
      const text = `From ${reference} we learned what a small step costs, and what it opens.`;
      await this.client.post(facilitator, `${this.#path}/lesson-lines`, { story: this.#id(reference), text });
    }
    await this.client.post(facilitator, `${this.#path}/closing`, {});
    this.say(`  ${facilitator} closes the meeting; each of its ${String(stories.length)} stories has its lesson line`);
  }

  async #receive(): Promise<void> {
    const { facilitator, stories, members } = this.given;
    const ids = stories.map((each) => this.#id(each));
    await eventually(() => this.client.post(facilitator, `${this.#path}/stories`, { stories: ids }));
    this.say(`  it receives ${stories.join(', ')}`);
    for (const member of members) {
      for (const id of ids) await this.client.post(member, `${this.#path}/stories/${id}/readings`, {});
    }
    this.say(`  ${members.join(', ')} read them all`);
  }

  #byId({ choice, scores, approve, ranking, ...rest }: Answer): object {
    return {
      ...rest,
      ...(choice === undefined ? {} : { choice: this.#id(choice) }),
      ...(approve === undefined ? {} : { approve: approve.map((each) => this.#id(each)) }),
      ...(ranking === undefined ? {} : { ranking: ranking.map((each) => this.#id(each)) }),
      ...(scores === undefined
        ? {}
        : { scores: Object.fromEntries(Object.entries(scores).map(([each, score]) => [this.#id(each), score])) }),
    };
  }

  #id(reference: string): string {
    const id = this.stories.get(reference);
    if (id === undefined) throw new Error(`There is no story ${reference}`);
    return id;
  }
}
