import request, { type Response } from 'supertest';

import type { HeldRole } from '#access/principal.js';
import type { Consent } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import { storyModeratedV1 } from '#contracts/story-submission/story-moderated.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { aPanel, aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import type { Clock } from '#service-kit/clock.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import {
  ballotsApi,
  closeRoundApi,
  closeSittingApi,
  convenePanelApi,
  lessonLinesApi,
  openRoundApi,
  outcomeApi,
  readingsApi,
  receiveStoriesApi,
  sittingsApi,
} from '../addresses.js';
import { panelReviewErrors } from '../errors.js';
import { panelReview } from '../panel-review.service.js';

const held = (person: string, ...roles: readonly HeldRole['role'][]): TestPerson => ({
  person,
  roles: roles.map((role) => ({ role })),
});

/** E1 evaluates; F1 leads the east panel of M1, M2 and M3; F2 leads the national panel of M4 and M5; O1 only sits on another. */
export const people = {
  E1: held('E1', 'evaluator'),
  F1: held('F1', 'facilitator'),
  F2: held('F2', 'facilitator'),
  M1: held('M1', 'panel-member'),
  M2: held('M2', 'panel-member'),
  M3: held('M3', 'panel-member'),
  M4: held('M4', 'panel-member'),
  M5: held('M5', 'panel-member'),
  O1: held('O1', 'panel-member'),
} as const;
export type Name = keyof typeof people;

const agreed: Consent = {
  audiences: { panel: { named: false } },
  exclusions: [],
  uses: ['quote'],
  wordingVersion: 1,
  language: 'en',
  answeredAt: '2026-01-22T10:00:00.000Z',
  how: 'own',
};

const textOf = (story: string): StoryText => ({
  title: `Title of ${story}`,
  narrative: `The marigold of ${story}`,
  whySignificant: null,
  place: null,
  tellerRole: 'a rare role',
  collectorRole: null,
  changeHappenedOn: null,
  contentNotes: [],
  peopleAffected: null,
  recommendation: null,
  notes: null,
  extra: [
    {
      ...{ question: 'q1', version: 1, wording: { en: 'Where was it?', cy: 'Ble oedd hi?' }, kind: 'one' },
      chosen: [{ id: 'o1', name: { en: 'In a group', cy: 'Mewn grŵp' } }],
    },
  ],
});

export interface Meeting {
  readonly sitting: string;
  readonly stories: readonly string[];
}

/** The panels of a programme over HTTP, and what other services say to them. Story texts hold the word marigold. */
export class PanelOfThree {
  readonly #told = new Map<string, string>();

  private constructor(readonly service: TestService) {}

  static async start(changes: Partial<ProgrammeDesign> = {}, clock?: Clock): Promise<PanelOfThree> {
    const service = await startTestService(panelReview, panelReviewErrors, clock);
    const panel = new PanelOfThree(service);
    await panel.revise(changes, 1);
    return panel;
  }

  /** What the programme is from now on; `revision` counts up from 2. */
  async revise(changes: Partial<ProgrammeDesign>, revision: number): Promise<void> {
    await this.service.receive(programmeRevisedV1, 'programme/telling', {
      programme: aProgramme({
        periods: [aPeriod(), aPeriod({ id: '2026-Q2', opens: '2026-04-01', closes: '2026-06-30' })],
        panels: [aPanel({ passesUpTo: ['national'] }), aPanel({ id: 'national', level: 2 })],
        ...changes,
      }),
      change: 'ProgrammeCreated',
      revision,
    });
  }

  /** As one of the people, with an Idempotency-Key of its own unless one is given. */
  async post(who: TestPerson, address: string, body: object = {}, headers: object = {}): Promise<Response> {
    return request(this.service.app.getHttpServer())
      .post(address)
      .set({ ...(await this.service.as(who)), ...headers })
      .send(body);
  }

  async get(who: TestPerson, address: string, headers: object = {}): Promise<Response> {
    return request(this.service.app.getHttpServer())
      .get(address)
      .set({ ...(await this.service.as(who)), ...headers });
  }

  /** What must succeed for the test to be about something; its answer. */
  async done(who: Name, address: string, body: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.post(people[who], address, body);
    if (answer.status >= 300) throw new Error(`${address} answered ${String(answer.status)} ${answer.text}`);
    const said: unknown = JSON.parse(answer.text);
    if (!isRecord(said)) throw new Error(`${address} answered ${answer.text}`);
    return said;
  }

  /** Told, and read by a trained person. */
  async tell(
    story: string,
    by: {
      readonly teller?: string;
      readonly collector?: string;
      readonly isReadFirst?: boolean;
      readonly language?: 'en' | 'cy';
      readonly uses?: Consent['uses'];
      /** Sealed with the story; whether panels may be told it is the teller’s to say. */
      readonly name?: { readonly text: string; readonly isForPanels: boolean };
    } = {},
  ): Promise<void> {
    const { teller = `teller-${story}`, collector = null, isReadFirst = true, language = 'en' } = by;
    const sealer = await this.service.vault.createStory({
      owner: `story/${story}`,
      organisation: 'pont-y-bore',
      person: teller,
      classes: ['text', 'name'],
      consent: {
        ...agreed,
        audiences: { panel: { named: by.name?.isForPanels === true } },
        uses: by.uses ?? agreed.uses,
      },
    });
    this.#told.set(story, teller);
    await this.service.receive(storySubmittedV1, `story/${story}`, {
      ...{ story, teller, collector, reference: `DN-${story}` },
      programme: 'telling',
      period: '2026-Q1',
      domain: 'quality',
      language,
      route: 'interview',
      toldOn: '2026-01-22',
      storyVersion: 1,
      words: 5,
      text: sealer.seal('text', 1, textOf(story)),
      names: by.name === undefined ? null : sealer.seal('name', 1, { teller: by.name.text, collector: null }),
    });
    if (isReadFirst) await this.readFirst(story);
  }

  /** A trained person says that panels may receive it, or holds it back. */
  async readFirst(story: string, isCleared = true, storyVersion = 1, keptFrom?: readonly string[]): Promise<void> {
    await this.service.receive(storyModeratedV1, `story/${story}`, {
      ...{ story, programme: 'telling', period: '2026-Q1', storyVersion, isCleared },
      ...(keptFrom === undefined ? {} : { keptFrom: [...keptFrom] }),
      at: '2026-01-23T10:00:00.000Z',
    });
  }

  /** The key first, then the message: as story-submission does. */
  async withdraw(story: string): Promise<void> {
    const at = '2026-04-16T11:00:00.000Z';
    const actor = this.#told.get(story) ?? 'nobody';
    await this.service.vault.withdraw(`story/${story}`, { id: `withdraw ${story}`, actor, at });
    const data = { story, programme: 'telling', period: '2026-Q1', at };
    await this.service.receive(storyWithdrawnV1, `story/${story}`, data);
    await this.service.settled();
  }

  /** Its teller puts a second version in its place. */
  async correct(story: string): Promise<void> {
    const sealer = await this.service.vault.sealer(`story/${story}`);
    if (sealer === undefined) throw new Error(`${story} was never told`);
    await this.service.receive(storyCorrectedV1, `story/${story}`, {
      ...{ story, programme: 'telling', period: '2026-Q1', storyVersion: 2, words: 6 },
      text: sealer.seal('text', 1, { ...textOf(story), narrative: `The corrected marigold of ${story}` }),
      at: '2026-04-16T11:00:00.000Z',
    });
    await this.service.settled();
  }

  async convene(members: readonly Name[] = ['M1', 'M2', 'M3']): Promise<void> {
    const east = { members, facilitator: 'F1' };
    await this.done('E1', convenePanelApi.to({ programme: 'telling', panel: 'east' }), east);
    const national = { members: ['M4', 'M5'], facilitator: 'F2' };
    await this.done('E1', convenePanelApi.to({ programme: 'telling', panel: 'national' }), national);
  }

  /** The east panel over these stories of the period. */
  async openMeeting(stories: readonly string[], changes: object = {}): Promise<Meeting> {
    const asked = { programme: 'telling', panel: 'east', period: '2026-Q1', domain: 'quality', ...changes };
    const sitting = String((await this.done('F1', sittingsApi.to(), asked))['sitting']);
    await this.done('F1', receiveStoriesApi.to({ sitting }), { stories });
    return { sitting, stories };
  }

  async read({ sitting, stories }: Meeting, ...members: readonly Name[]): Promise<void> {
    for (const member of members) {
      for (const story of stories) await this.done(member, readingsApi.to({ sitting, story }));
    }
  }

  /** In a room. */
  async readOut({ sitting, stories }: Meeting): Promise<void> {
    for (const story of stories) await this.done('F1', readingsApi.to({ sitting, story }), { how: 'read-aloud' });
  }

  async openRound({ sitting }: Meeting): Promise<string> {
    return String((await this.done('F1', openRoundApi.to({ sitting })))['round']);
  }

  async cast(round: string, ballots: Readonly<Partial<Record<Name, object>>>): Promise<void> {
    for (const name of ['M1', 'M2', 'M3', 'M4', 'M5'] as const) {
      const ballot = ballots[name];
      if (ballot !== undefined) await this.done(name, ballotsApi.to({ round }), ballot);
    }
  }

  /** What it came to. */
  async closeRound(round: string, asked: { readonly withoutResult?: boolean } = {}): Promise<unknown> {
    return (await this.done('F1', closeRoundApi.to({ round }), asked))['result'];
  }

  /** Read by everybody, one round, in which M1, M2 and M3 answer so. */
  async vote(meeting: Meeting, ballots: Readonly<Partial<Record<Name, object>>>): Promise<string> {
    await this.read(meeting, 'M1', 'M2', 'M3');
    const round = await this.openRound(meeting);
    await this.cast(round, ballots);
    await this.closeRound(round);
    return round;
  }

  async decideAndClose({ sitting, stories }: Meeting, kind: string, chosen: readonly string[]): Promise<void> {
    const reason = 'We kept coming back to it';
    await this.done('F1', outcomeApi.to({ sitting }), { kind, stories: chosen, reason });
    for (const story of stories) {
      await this.done('F1', lessonLinesApi.to({ sitting }), { story, text: `${story} taught us to wait` });
    }
    await this.done('F1', closeSittingApi.to({ sitting }));
  }

  close(): Promise<void> {
    return this.service.close();
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
