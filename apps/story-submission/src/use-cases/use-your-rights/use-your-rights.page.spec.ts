import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import request from 'supertest';

import { panelConvenedV1 } from '#contracts/panel-review/panel-convened.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, answersEverything, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';
import { settleIntentsOlderThan } from '../withdraw-story/settle-intents.js';

describe('what a teller can do with their code', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
    await service.receive(panelConvenedV1, 'panel/telling.east', {
      ...{ panel: 'east', programme: 'telling', level: 1, members: ['M1'], facilitator: 'F1', revision: 1 },
    });
  });
  afterAll(() => service.close());

  /** A story told, and the browser open at it. */
  async function aTeller(narrative: string) {
    const teller = new TellerBrowser(service.app);
    await answersEverything(teller, 'en', narrative);
    const { leadsTo = '' } = await teller.fillIn('/en/tell-your-story/check', {});
    const code = codeOn(await teller.open(leadsTo));
    const api = (method: 'get' | 'post', path: string, body?: object) => {
      const asked = request(service.app.getHttpServer())
        [method](`/api/v1/your-story${path}`)
        .set({
          ...{ 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() },
        });
      return body === undefined ? asked : asked.send(body);
    };
    await service.settled();
    const story = String((await api('get', '')).body.id);
    return { teller, code, api, story, owner: `story/${story}` };
  }

  const panelReads = async (owner: string): Promise<string> => {
    const reader = { person: 'M1', organisation: 'pont-y-bore' };
    const [answer] = await service.vault.unlock([
      { owner, reader, purpose: 'audience', audience: 'panel', use: 'read' },
    ]);
    return answer?.kind === 'withheld' ? answer.because : 'granted';
  };

  it('pauses and goes on, at once, from a page that says what it does', async () => {
    const { teller, owner } = await aTeller('I got off the bus');
    const rights = await teller.open(
      (await teller.open('/en/your-story/seen')).page.linkTo(
        'Everything you can do: see, correct, pause, erase, object',
      ),
    );
    const pause = rights.page.linkTo('Pause sharing');
    expect((await teller.fillIn(pause, {})).leadsTo).toBe('/en/your-story/seen');
    expect(await panelReads(owner)).toBe('frozen');
    const paused = await teller.open('/cy/your-story/seen');
    expect(paused.page.mainText).toContain('Mae rhannu’r stori hon wedi’i oedi.');
    expect((await teller.open(pause)).leadsTo).toBe('/en/your-story/seen');
    await teller.fillIn('/en/your-story/rights/resume', {});
    expect(await panelReads(owner)).toBe('granted');
  });

  it('lets fewer read it while it is paused, and nobody reads it in between', async () => {
    const { teller, owner } = await aTeller('I rang the bell');
    await teller.fillIn('/en/your-story/rights/pause', {});
    const { page } = await teller.open('/en/your-story/seen');
    const narrow = page.linkTo('Let fewer people read it');
    expect([narrow, page.linkTo('Take back my story')]).toEqual([
      '/en/your-story/who-may-read',
      '/en/your-story/take-back',
    ]);
    expect((await teller.open('/en/your-story/rights')).page.linkTo('Leave someone out')).toBe(
      '/en/your-story/leave-out',
    );
    expect((await teller.fillIn('/en/your-story/leave-out', { outPanels: ['east'] })).leadsTo).toContain('left-out');
    expect(await panelReads(owner)).toBe('frozen');
    expect((await teller.fillIn(narrow, { uses: [] })).leadsTo).toContain('narrowed');
    expect(await service.vault.consentOf(owner)).toMatchObject({
      ...{ state: 'frozen', consent: { exclusions: [{ kind: 'team', id: 'east' }] } },
    });
    await teller.fillIn('/en/your-story/rights/resume', {});
    const [ofEast] = await service.vault.unlock([
      {
        ...{ owner, purpose: 'audience', audience: 'panel', use: 'read' },
        reader: { person: 'M1', organisation: 'pont-y-bore', teams: ['east'] },
      },
    ]);
    expect([await panelReads(owner), ofEast]).toMatchObject(['granted', { because: 'excluded' }]);
  });

  it('corrects: the new words are read, the old ones are kept for the teller alone', async () => {
    const { teller, api, story } = await aTeller('I got of the bus');
    const empty = await teller.fillIn('/en/your-story/correct', { narrative: ' ' });
    expect([empty.status, empty.page.errors[0]?.text]).toEqual([422, 'Enter your story']);
    const welsh = await teller.fillIn('/cy/your-story/correct', { narrative: 'I got off the b', switch: 'language' });
    expect([welsh.status, welsh.page.errors, welsh.page.formValues['narrative']]).toEqual([200, [], 'I got off the b']);
    const shown = await teller.open('/en/your-story/correct');
    expect(shown.html).toContain('form="typed" formaction="/cy/your-story/correct" name="switch" value="language"');
    expect(shown.page.formValues).toMatchObject({ narrative: 'I got of the bus', storyVersion: '1' });
    expect((await teller.fillIn('/en/your-story/correct', { narrative: 'I got off the bus' })).status).toBe(303);
    const late = await teller.send('/en/your-story/correct', { ...shown.page.formValues, narrative: 'Another try' });
    expect([late.status, late.page.formValues['narrative']]).toEqual([422, 'Another try']);
    const { body } = await api('get', '/data');
    expect(body.versions.map((version: { text: { narrative: string } }) => version.text.narrative)).toEqual([
      'I got of the bus',
      'I got off the bus',
    ]);
    await service.settled();
    const said = service.said().filter(({ subject }) => subject === `story/${story}`);
    expect(said.map(({ type }) => type)).toEqual(['story.submitted.v1', 'story.corrected.v1']);
  });

  it('objects: sharing is paused until somebody answers, and the register has it with its month', async () => {
    const { teller, api, owner } = await aTeller('I stayed on the bus');
    const blank = await teller.fillIn('/en/your-story/rights/object', {});
    expect([blank.status, blank.page.errors[0]?.text]).toEqual([422, 'Say what it is about']);
    await teller.fillIn('/en/your-story/rights/object', { words: 'Not in the marigold report' });
    expect(await panelReads(owner)).toBe('frozen');
    await service.settled();
    const { body } = await api('get', '/requests');
    // The pause belongs to the objection: it is no request of its own.
    expect(body.items).toEqual([
      expect.objectContaining({
        ...{ right: 'object', receivedOn: '2026-11-21', dueOn: '2026-12-21', outcome: null, how: 'code' },
        words: 'Not in the marigold report',
      }),
    ]);
    const page = await teller.open('/en/your-story/rights');
    expect(page.page.mainText).toContain('You get an answer by 21 December 2026');
  });

  it('shows everything that is held, on a page and as files, and says so in the register', async () => {
    const { teller, api, story } = await aTeller('I walked home');
    await service.receive(sittingOpenedV1, 'sitting/W', {
      ...{ sitting: 'W', programme: 'telling', panel: 'east', level: 1, period: '2026-Q1', domain: null },
      ...{ method: 'majority', facilitator: 'F1', members: ['M1'] },
    });
    const opened = { sitting: 'W', story, member: 'M1', how: 'opened', at: '2026-11-20T09:00:00.000Z' } as const;
    await service.receive(storyOpenedV1, 'sitting/W', opened);
    await teller.fillIn('/en/your-story/who-may-read', { audiences: ['panel'], named: [] });
    const data = await teller.fillIn('/en/your-story/rights', {});
    expect(data.leadsTo).toBe('/en/your-story/data');
    const page = await teller.open('/en/your-story/data');
    expect(page.page.mainText).toContain('I walked home');
    expect(page.page.mainText).toContain('fewer people may read it. May read it: the panels, without your name.');
    const welsh = await teller.open('/cy/your-story/data');
    expect(welsh.page.mainText).toContain('Caiff ei darllen gan: y paneli, heb eich enw.');
    await service.settled();

    const cookie = { cookie: teller.cookie };
    const http = () => request(service.app.getHttpServer());
    const json = await http().get('/en/your-story/data/json').set(cookie);
    expect(json.headers).toMatchObject({
      'content-disposition': 'attachment; filename="copy.json"',
      'cache-control': expect.stringContaining('no-store'),
    });
    const read = JSON.parse(json.text) as Readonly<Record<string, unknown>>;
    expect(read).toMatchObject({
      state: 'active',
      versions: [{ storyVersion: 1, text: { narrative: 'I walked home' } }],
      consentHistory: [
        { what: 'given', by: 'teller' },
        { what: 'narrowed', by: 'teller' },
      ],
      readers: {
        could: [
          { audience: 'panel', isNamed: false, panel: 'east' },
          { audience: 'panel', isNamed: false, panel: 'national' },
        ],
        did: [{ at: '2026-11-20T09:00:00.000Z', panel: 'east', what: 'opened' }],
      },
    });
    // A teller is told of panels, never of people.
    expect(json.text).not.toContain('M1');
    const text = await http().get('/en/your-story/data/text').set(cookie);
    expect(text.text).toContain('\r\nI walked home\r\n');
    const { body } = await api('get', '/requests');
    const rights = body.items.map(({ right, outcome }: { right: string; outcome: string }) => [right, outcome]);
    expect(rights.sort()).toEqual([
      ['narrow', 'done'],
      ['see', 'done'],
    ]);
    const readers = await teller.open('/en/your-story/readers');
    expect(readers.page.mainText).toContain('20 November 2026East panelOpened it');
  });

  it('erases: nobody can read it any more, the teller neither, and other services are told', async () => {
    const { teller, api, story, owner } = await aTeller('A marigold grew');
    await teller.fillIn('/en/your-story/correct', { narrative: 'Two marigolds grew' });
    const ask = await teller.open('/en/your-story/rights/erase-story');
    expect(ask.page.mainText).toContain('You cannot undo this.');
    expect(await panelReads(owner)).toBe('granted');
    await teller.fillIn('/en/your-story/rights/erase-story', {});
    expect(await panelReads(owner)).toBe('erased');
    const gone = await teller.open('/en/your-story/seen');
    expect(gone.page.mainText).toContain('This story was erased; what remains cannot be read.');
    const { body } = await api('get', '/data');
    expect(body).toMatchObject({ state: 'erased', withheld: 'erased', versions: [{ text: null }, { text: null }] });
    await service.settled();
    const types = service.said().flatMap(({ subject, type }) => (subject === `story/${story}` ? [type] : []));
    expect(types).toEqual(['story.submitted.v1', 'story.corrected.v1', 'story.withdrawn.v1']);
    expect(await service.vault.pendingIntents()).toEqual([]);
    const again = await api('post', '/correction', { narrative: 'Three', storyVersion: 2 });
    expect(again.body.type).toBe('/problems/story-already-withdrawn');
  });

  it.each([
    ['freeze', 'frozen', 'pause'],
    ['erase', 'erased', 'erase-story'],
  ] as const)('writes down what a stop left of %s at the key, and enters it', async (act, state, right) => {
    const { api, owner } = await aTeller('I waited for the bus');
    await service.vault[act](owner, { id: `left ${act}`, actor: 'anyone', at: '2026-11-21T10:00:00.000Z' });
    await settleIntentsOlderThan(service.runtime, 0);
    expect(await service.vault.pendingIntents()).toEqual([]);
    await service.settled();
    expect((await api('get', '/data')).body).toMatchObject({
      state,
      consentHistory: [{ what: 'given' }, { what: act === 'freeze' ? 'paused' : 'erased' }],
      requests: [{ right, outcome: 'done' }],
    });
  });

  it('tells nothing to whoever has no code', async () => {
    const stranger = new TellerBrowser(service.app);
    for (const path of ['rights', 'rights/erase-story', 'data', 'readers', 'correct', 'leave-out']) {
      expect((await stranger.open(`/en/your-story/${path}`)).leadsTo).toBe('/en/your-story');
    }
    const http = request(service.app.getHttpServer());
    for (const path of ['data', 'requests', 'readers']) {
      expect((await http.get(`/api/v1/your-story/${path}`)).body.type).toBe('/problems/story-code-opens-nothing');
    }
    expect((await http.get('/en/your-story/data/json')).status).toBe(404);
  });

  it('leaves nothing in clear in any file', async () => {
    await service.settled();
    for (const entry of readdirSync(service.folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      expect([entry.name, bytes.includes('arigold')]).toEqual([entry.name, false]);
    }
  });
});
