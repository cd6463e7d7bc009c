import { setTimeout } from 'node:timers/promises';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';

import { MeetingPlayed } from '../../apps/platform/src/demo/meeting-played.js';
import type { Answer } from '../../apps/platform/src/demo/said-of-round.js';
import { eventually } from '../../apps/platform/src/sample/eventually.js';
import { safeguarding } from '../../apps/platform/src/sample/load-sample.js';
import { SampleClient } from '../../apps/platform/src/sample/sample-client.js';
import { programmeBody, readSampleProgramme } from '../../apps/platform/src/sample/sample-programme.js';

type Method = ProgrammeDesign['panels'][number]['defaultMethod'];

export interface PanelReplayed {
  readonly id: string;
  readonly level: number;
  readonly method: Method;
  readonly members: readonly string[];
  readonly passesUpTo?: readonly string[];
}

export interface ChosenAtLevel {
  readonly level: number;
  readonly sittings: readonly {
    readonly considered: number | null;
    readonly outcome: string;
    readonly chosen: readonly { readonly reference: string; readonly reasons?: readonly unknown[] }[];
  }[];
}

const facilitator = 'F1';
const silent = (): void => undefined;

/** A round that somebody held, played again with stories and people that are all invented. */
export class Replayed {
  readonly #client: SampleClient;
  readonly #ids = new Map<string, string>();

  private constructor(
    address: string,
    readonly programme: string,
    private readonly panels: readonly PanelReplayed[],
  ) {
    this.#client = new SampleClient(address);
  }

  static async begin(address: string, programme: string, panels: readonly PanelReplayed[]): Promise<Replayed> {
    const replayed = new Replayed(address, programme, panels);
    const sample = programmeBody(readSampleProgramme());
    const levels = [...new Set(panels.map(({ level }) => level))].sort();
    await replayed.#client.post('E1', '/api/v1/programmes', {
      ...sample,
      id: programme,
      name: { en: `Replay: ${programme}`, cy: `Ailchwarae: ${programme}` },
      periods: sample.periods.map((each) => ({ ...each, status: 'planned' })),
      levels: levels.map((level) => ({
        level,
        name: { en: `Level number ${String(level)}`, cy: `Lefel rhif ${String(level)}` },
      })),
      panels: panels.map(({ id, level, method, passesUpTo = [] }) => ({
        ...{ id, level, area: [], defaultMethod: method, passesUpTo },
        name: { en: `Panel ${id}`, cy: `Panel ${id}` },
      })),
    });
    await eventually(() => replayed.put('safeguarding', safeguarding));
    return replayed;
  }

  post(path: string, body: object, as = 'E1') {
    return this.#client.post(as, `/api/v1/programmes/${this.programme}/${path}`, body);
  }

  put(path: string, body: object) {
    return this.#client.put('E1', `/api/v1/programmes/${this.programme}/${path}`, body);
  }

  get(path: string, as = 'E1') {
    return this.#client.get(as, path);
  }

  /** Opens the period, takes so many stories into each of its domains, and closes it for telling. */
  async collect(period: string, count: Readonly<Record<string, number>>, letters: string): Promise<readonly string[]> {
    await this.post(`periods/${period}/opening`, {});
    const told = { '2026-Q1': '2026-02-03', '2026-Q2': '2026-05-03' }[period] ?? '';
    const domains = Object.entries(count).flatMap(([domain, many]) => Array.from({ length: many }, () => domain));
    const references = domains.map((_, at) => `${letters}-${String(at + 1).padStart(3, '0')}`);
    const rows = domains.map((domain, at) =>
      [
        references[at],
        `Story ${String(at + 1)} of ${letters}`,
        `Somebody held the door at number ${String(at + 1)} of ${letters}; and it stayed open.`,
        `${domain},${period},${told},en,interview,organisation`,
      ].join(','),
    );
    const headings = 'external_id,title,narrative,domain,period,told_on,language,collection_route,consent_audience';
    const file = Buffer.from([headings, ...rows, ''].join('\n'));
    const imports = `/api/v1/programmes/${this.programme}/imports?wasRead=true`;
    const begun = await eventually(() => this.#client.postFile('E1', imports, file, 'text/csv'));
    for (;;) {
      const { state, counts } = await this.get(`/api/v1/imports/${String(begun['import'])}`);
      if (state === 'failed') throw new Error('The stories could not be imported');
      if (state === 'ended') {
        expect(counts).toMatchObject({ rows: domains.length, rejected: 0 });
        break;
      }
      await setTimeout(20);
    }
    await this.#learnIds();
    await this.post(`periods/${period}/closing`, { why: 'The day that was agreed' });
    return references;
  }

  async convene(): Promise<void> {
    for (const { id, members } of this.panels)
      await eventually(() => this.post(`panels/${id}/convening`, { members, facilitator }));
  }

  async meet(
    panel: string,
    stories: readonly string[],
    { period = '2026-Q1', domain = 'quality' }: { readonly period?: string; readonly domain?: string } = {},
  ): Promise<MeetingPlayed> {
    const found = this.panels.find(({ id }) => id === panel);
    if (found === undefined) throw new Error(`There is no panel ${panel}`);
    const { method, members } = found;
    const given = { ...{ programme: this.programme, panel, period, domain, method, facilitator, members }, stories };
    return MeetingPlayed.open(this.#client, given, this.#ids, silent);
  }

  /** What each level chose, as the report of the period says; asked again until so many meetings are in it. */
  async chosen(period: string, meetings: number): Promise<readonly ChosenAtLevel[]> {
    return eventually(async () => {
      const path = `/api/v1/programmes/${this.programme}/periods/${period}/report?audience=organisation`;
      const { levels } = (await this.get(path)) as { readonly levels: readonly ChosenAtLevel[] };
      const closed = levels.flatMap(({ sittings }) => sittings).length;
      if (closed !== meetings) throw new Error(`The report has ${String(closed)} meetings`);
      return [...levels].sort((a, b) => a.level - b.level);
    });
  }

  /** Of a story, by what people call it. */
  idOf(reference: string): string {
    return this.#ids.get(reference) ?? '';
  }

  async #learnIds(): Promise<void> {
    for (let after = ''; ;) {
      const page = await this.get(`/api/v1/stories?programme=${this.programme}${after}`);
      const { items, next } = page as {
        readonly items: readonly { readonly id: string; readonly reference: string }[];
        readonly next: string | null;
      };
      for (const { id, reference } of items) this.#ids.set(reference, id);
      if (next === null) return;
      after = `&after=${next}`;
    }
  }
}

/** Everybody approves of the same. */
export const allApprove = (members: readonly string[], stories: readonly string[]): Readonly<Record<string, Answer>> =>
  Object.fromEntries(members.map((member) => [member, { approve: stories, reason: `${member} would tell it again` }]));
