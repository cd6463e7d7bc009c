import { newId } from '#service-kit/ids.js';
import type { TestPerson } from '#service-kit/testing/service-harness.js';

import {
  ballotsApi,
  closeRoundApi,
  closeSittingApi,
  lessonLinesApi,
  openRoundApi,
  outcomeApi,
  plenaryApi,
  readingsApi,
  receiveStoriesApi,
  roundApi,
  seeMeeting,
  seeRoundPage,
  sittingApi,
  sittingsApi,
  slipsApi,
  tallyFileApi,
} from '../addresses.js';
import { members, stories, type Method, type Story } from './model-of-a-meeting.js';
import { people, type Name, type PanelOfThree } from './panel-of-three.js';

interface Answer {
  readonly status: number;
  readonly text: string;
}

const watchers = ['E1', 'F1', 'M1', 'M2', 'M3', 'M4', 'M5'] as const satisfies readonly Name[];

/**
 * One meeting held twice, alike in everything but what members choose: whatever anybody is answered while a round is
 * open must be alike too, or something of a sealed count is in it.
 */
export class MeetingTwice {
  readonly sittings: string[] = [];
  rounds: string[] = [];
  /** Of these stories alone: what is taken back here is nobody else's. */
  readonly #run: number;
  static #runs = 0;
  #tokens = new Map<string, string>();
  #looks = 0;

  constructor(
    private readonly panel: PanelOfThree,
    private readonly origin: string,
    private readonly method: Method,
    private readonly heldIn: 'online' | 'room',
  ) {
    MeetingTwice.#runs += 1;
    this.#run = MeetingTwice.#runs;
  }

  idOf(story: string): string {
    return `${story}${String(this.#run)}`;
  }

  byId(byStory: object): object {
    return Object.fromEntries(
      Object.entries(byStory).map(([story, each]: [string, unknown]) => [this.idOf(story), each]),
    );
  }

  async begin(): Promise<void> {
    for (const story of stories) await this.panel.tell(this.idOf(story));
    const asked = { programme: 'telling', panel: 'east', period: '2026-Q1', domain: 'quality' };
    const held = { ...asked, method: this.method, heldIn: this.heldIn };
    for (let n = 0; n < 2; n += 1) {
      const { text } = await this.post('F1', sittingsApi.to(), held);
      this.sittings.push(textIn(text, 'sitting'));
    }
    await this.both('F1', (sitting) => receiveStoriesApi.to({ sitting }), {
      stories: [this.idOf('A'), this.idOf('B')],
    });
  }

  /** A panel beside, of everybody, chooses this story; then both panels meet together, twice. */
  async meetTogether(story: Story): Promise<void> {
    const [ours = ''] = this.sittings;
    const id = this.idOf(story);
    const asked = { programme: 'telling', panel: 'west', period: '2026-Q1', domain: 'quality', method: 'majority' };
    const beside = { sitting: textIn((await this.post('F2', sittingsApi.to(), asked)).text, 'sitting') };
    await this.post('F2', receiveStoriesApi.to(beside), { stories: [id] });
    await Promise.all(members.map((member) => this.post(member, readingsApi.to({ ...beside, story: id }))));
    const round = textIn((await this.post('F2', openRoundApi.to(beside))).text, 'round');
    const ballot = { choice: id, reason: 'It moved us' };
    await Promise.all(members.map((member) => this.post(member, ballotsApi.to({ round }), ballot)));
    await this.post('F2', closeRoundApi.to({ round }));
    await this.post('F2', outcomeApi.to(beside), { kind: 'one', stories: [id], reason: 'We talked' });
    await this.post('F2', lessonLinesApi.to(beside), { story: id, text: 'It taught us to wait' });
    await this.post('F2', closeSittingApi.to(beside));
    this.rounds = [];
    this.sittings.length = 0;
    for (let n = 0; n < 2; n += 1) {
      const held = { method: this.method, heldIn: this.heldIn };
      const { text } = await this.post('F1', plenaryApi.to({ sitting: ours }), held);
      this.sittings.push(textIn(text, 'sitting'));
    }
  }

  withdraw(story: Story): Promise<void> {
    return this.panel.withdraw(this.idOf(story));
  }

  correct(story: Story): Promise<void> {
    return this.panel.correct(this.idOf(story));
  }

  /** From here on the counts of the two are known, and differ: only the first goes on. */
  part(): void {
    this.sittings.length = 1;
    this.rounds = this.rounds.slice(0, 1);
  }

  /** In both meetings; their answers, which have to be alike. */
  async both(who: Name, address: (sitting: string) => string, body: object = {}): Promise<Answer> {
    return this.#alike(address('…'), await this.#each((sitting) => this.post(who, address(sitting), body)));
  }

  async openRound(asked: { readonly secret: boolean; readonly proposal?: readonly string[] }): Promise<number> {
    const answers = await this.#each((sitting) => this.post('F1', openRoundApi.to({ sitting }), asked));
    if (answers.every(({ status }) => status === 201)) this.rounds = answers.map(({ text }) => textIn(text, 'round'));
    return this.#alike('opening a round', answers).status;
  }

  /** The only thing that differs: sent by a member, or on a slip that the facilitator holds. */
  async answer(who: Name, ballots: readonly [object, object]): Promise<Answer> {
    const address = who === 'F1' ? slipsApi : ballotsApi;
    const [first, second] = await Promise.all(
      this.rounds.map((round, at) => this.post(who, address.to({ round }), ballots[at] ?? {})),
    );
    if (first === undefined) throw new Error('No round was opened');
    // A refusal may name the story that was asked for; what is taken is taken in the same words.
    return first.status < 300 && second !== undefined ? this.#alike('a ballot', [first, second]) : first;
  }

  /** Each look is somebody else's, at something else. */
  async look(): Promise<void> {
    this.#looks += 1;
    const who = watchers[this.#looks % watchers.length] ?? 'F1';
    const looks = [
      (sitting: string) => sittingApi.to({ sitting }),
      (_: string, round: string) => roundApi.to({ round }),
      (sitting: string) => seeMeeting.to({ language: 'en', sitting }),
      (sitting: string) => tallyFileApi.to({ sitting }),
      (_: string, round: string) => slipsApi.to({ round }),
      (_: string, round: string) => seeRoundPage.to({ language: 'cy', round }),
    ];
    const look = looks[this.#looks % looks.length];
    if (look === undefined || this.rounds.length === 0) return;
    const answers = await this.#each((sitting, round) => this.get(who, look(sitting, round)));
    this.#alike(look('…', '…'), answers);
  }

  #each(ask: (sitting: string, round: string) => Promise<Answer>): Promise<readonly Answer[]> {
    return Promise.all(this.sittings.map((sitting, at) => ask(sitting, this.rounds[at] ?? '')));
  }

  #alike(what: string, answers: readonly Answer[]): Answer {
    const [answer, other] = answers;
    if (answer === undefined) throw new Error('Nothing was asked');
    if (other === undefined) return answer;
    const [first, second] = [this.#wordsOf(answer), this.#wordsOf(other)];
    const differing = first.flatMap((word, at) => (word === second[at] ? [] : [`${word} / ${String(second[at])}`]));
    if (first.length !== second.length || differing.length > 0) {
      throw new Error(`What was chosen shows in ${what}: ${differing.slice(0, 5).join(', ')}`);
    }
    return answer;
  }

  /** In an order of their own, as each meeting is read in one, and without ids that are made anew each time. */
  #wordsOf({ status, text }: Answer): readonly string[] {
    const known = [...this.sittings, ...this.rounds].reduce((left, id) => left.replaceAll(id, '…'), text);
    const words = known
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
      .replace(/ (value|nonce|id|for|aria-\w+)="[^"]*"/g, '')
      // Which one is read next.
      .replace(/\/stories\/[ABC]\d+/g, '')
      .split(/[\s<>{}[\],]+/);
    return [String(status), ...words.sort()];
  }

  async post(who: Name, url: string, body: object = {}): Promise<Answer> {
    const more = { 'idempotency-key': newId(), 'content-type': 'application/json' };
    return this.#ask(who, url, { method: 'POST', body: JSON.stringify(body) }, more);
  }

  get(who: Name, url: string): Promise<Answer> {
    return this.#ask(who, url, { method: 'GET' }, {});
  }

  async #ask(who: Name, url: string, init: RequestInit, more: Readonly<Record<string, string>>): Promise<Answer> {
    const headers = { ...(await this.#headers(people[who])), ...more };
    const answer = await fetch(`${this.origin}${url}`, { ...init, headers, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  }

  async #headers(person: TestPerson): Promise<Readonly<Record<string, string>>> {
    const token = this.#tokens.get(person.person) ?? (await this.panel.service.as(person))['authorization'] ?? '';
    this.#tokens.set(person.person, token);
    // Kept open, connections would hold up the end of the test.
    return { authorization: token, connection: 'close', cookie: `newid-session=${token.replace('Bearer ', '')}` };
  }
}

function textIn(json: string, name: string): string {
  const said: unknown = JSON.parse(json);
  const all: readonly (readonly [string, unknown])[] =
    typeof said === 'object' && said !== null ? Object.entries(said) : [];
  const found = all.find(([key]) => key === name)?.[1];
  if (typeof found !== 'string' || found === '') throw new Error(`There is no ${name} in ${json}`);
  return found;
}
