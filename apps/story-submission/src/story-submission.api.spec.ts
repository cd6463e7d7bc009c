import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import request from 'supertest';

import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { aDomain, aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';
import { rootFolderOf } from '#web/source-folder.js';

import { storySubmissionErrors } from './errors.js';
import { storySubmission } from './story-submission.service.js';

const evaluator = { person: 'E1', roles: [{ role: 'evaluator' as const }] };
const samples = join(rootFolderOf(import.meta.url), 'samples');
const sample = (name: string) => readFileSync(join(samples, name));

const domains = [
  aDomain({ id: 'quality', name: { en: "Quality of people's lives", cy: 'Ansawdd bywydau pobl' } }),
  aDomain({
    id: 'services',
    name: { en: 'How services work with people', cy: "Sut mae gwasanaethau'n gweithio gyda phobl" },
  }),
  aDomain({ id: 'peers', name: { en: 'Peer workers and their own journey', cy: 'Gweithwyr cymheiriaid' } }),
  aDomain({ id: 'other', kind: 'open', name: { en: 'Any other change', cy: 'Unrhyw newid arall' } }),
  aDomain({ id: 'lessons', kind: 'negative', name: { en: 'Lessons and changes for the worse', cy: 'Gwersi' } }),
];
const periods = [
  aPeriod({ status: 'open' }),
  aPeriod({ id: '2026-Q2', opens: '2026-04-01', closes: '2026-06-30' }),
  aPeriod({ id: '2026-Q3', opens: '2026-07-01', closes: '2026-09-30' }),
];

const told = {
  period: '2026-Q1',
  domain: 'quality',
  language: 'en',
  title: 'Getting off',
  narrative: 'I got off the bus at the marigoldcanary stop',
  audiences: { panel: { named: false }, organisation: { named: false } },
  wordingVersion: 1,
  consentLanguage: 'en',
};

describe('story-submission', () => {
  let service: TestService;
  const http = () => request(service.app.getHttpServer());
  const tell = (body: object, key: string) =>
    http().post('/api/v1/programmes/telling/stories').set('idempotency-key', key).send(body);

  async function importFile(name: string, query = '') {
    const begun = await http()
      .post(`/api/v1/programmes/telling/imports${query}`)
      .set(await service.as(evaluator))
      .set('content-type', 'text/csv')
      .send(sample(name));
    expect(begun.status).toBe(202);
    const path = `/api/v1/imports/${String(begun.body.import)}`;
    for (;;) {
      const seen = await http()
        .get(path)
        .set(await service.as(evaluator));
      if (seen.body.state !== 'running') {
        const rows = await http()
          .get(`${path}/rows`)
          .set(await service.as(evaluator))
          .buffer(true)
          .parse(asText);
        return {
          ...seen.body,
          rows: String(rows.body)
            .trim()
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line)),
        };
      }
    }
  }

  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await service.receive(programmeRevisedV1, 'programme/telling', {
      programme: aProgramme({ domains, periods }),
      change: 'ProgrammeCreated',
      revision: 1,
    });
  });
  afterEach(() => service.close());

  it('takes a story from anybody while its period is open, once, and gives a code', async () => {
    const first = await tell(told, 'k1');
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      version: 1,
      madeHarmless: [],
      code: expect.stringMatching(/^(\w{4}-){6}\w{4}$/),
    });
    const again = await tell(told, 'k1');
    expect(again.body.story).toBe(first.body.story);
    expect((await tell({ ...told, title: 'Another' }, 'k1')).body.type).toBe('/problems/idempotency-key-reused');
    const list = await http()
      .get('/api/v1/stories')
      .set(await service.as(evaluator));
    expect(list.body.items).toHaveLength(1);
    expect(list.text).not.toContain('marigoldcanary');
    await service.settled();
    expect(service.said().map(({ type }) => type)).toEqual(['story.submitted.v1']);
    expect(JSON.stringify(service.said())).not.toContain('marigoldcanary');
  });

  it.each([
    ['without an audience', { audiences: {} }, 422, 'story-consent-missing'],
    ['in a period that is not open', { period: '2026-Q2' }, 409, 'story-period-not-open'],
    ['of 100,001 characters', { narrative: 'a'.repeat(100_001) }, 422, 'story-too-long'],
    ['with a field nobody knows', { colour: 'red' }, 422, 'unknown-field'],
    ['with a number for its text', { narrative: 5 }, 422, 'wrong-type'],
  ])('refuses a story %s', async (_, change, status, name) => {
    const answer = await tell({ ...told, ...change }, 'k');
    expect([answer.status, answer.body.type]).toEqual([status, `/problems/${name}`]);
  });

  it('takes 40,000 characters, keeps markup as text, and says which hidden characters it took out', async () => {
    expect((await tell({ ...told, narrative: 'a'.repeat(40_000) }, 'long')).status).toBe(201);
    const { body } = await tell({ ...told, narrative: '<script>alert(1)</script> story\u202egnp' }, 'odd');
    expect(body.madeHarmless).toEqual(['narrative']);
    const seen = await http()
      .get(`/api/v1/stories/${String(body.story)}`)
      .set(await service.as(evaluator));
    expect(seen.body.text.narrative).toBe('<script>alert(1)</script> storygnp');
  });

  it('gives a story back to its teller by code: narrowed and withdrawn at once, in the vault first', async () => {
    const { body } = await tell(told, 'k');
    const path = `/api/v1/stories/${String(body.story)}`;
    const withCode = (action: string, code: string, what: object, key: string) =>
      http().post(`${path}/${action}`).set({ 'idempotency-key': key, 'x-newid-code': code }).send(what);
    const wrong = await withCode('withdrawal', '0000-0000-0000-0000-0000-0000-0000', {}, 'w0');
    expect([wrong.status, wrong.body.type]).toEqual([404, '/problems/story-code-opens-nothing']);
    const wider = await withCode('consent', body.code, { audiences: { public: { named: true } } }, 'n0');
    expect(wider.body.type).toBe('/problems/story-consent-not-narrower');
    expect((await withCode('consent', body.code, { audiences: { panel: { named: false } } }, 'n1')).status).toBe(200);
    const narrowed = await http()
      .get(path)
      .set(await service.as(evaluator));
    expect(narrowed.body).toMatchObject({ withheld: 'not-consented' });
    expect((await withCode('withdrawal', body.code, {}, 'w1')).status).toBe(200);
    const gone = await http()
      .get(path)
      .set(await service.as(evaluator));
    expect(gone.body).toMatchObject({ withheld: 'withdrawn', isWithdrawn: true });
    await service.settled();
    expect(service.said().map(({ type }) => type)).toEqual([
      'story.submitted.v1',
      'story.consent-changed.v1',
      // The evaluator looked, twice in a day.
      'stories.accessed.v1',
      'story.withdrawn.v1',
    ]);
    expect(await service.vault.pendingIntents()).toEqual([]);
  });

  it('does not tell again, nor fail, what was sent once more after it was erased', async () => {
    const { body } = await tell(told, 'erased-since');
    const erase = { 'idempotency-key': 'e1', 'x-newid-code': body.code };
    await http().post('/api/v1/your-story/requests').set(erase).send({ right: 'erase-story' });
    const again = await tell(told, 'erased-since');
    expect([again.status, again.body.type]).toEqual([409, '/problems/story-erased-meanwhile']);
  });

  it('imports the sample, and the same file again adds nothing', async () => {
    const first = await importFile('stories-en-cy.csv');
    expect(first.state).toBe('ended');
    expect(first.counts).toMatchObject({ rows: 48, rejected: 0, alreadyThere: 0 });
    expect(first.counts.accepted + first.counts.acceptedWithWarning).toBe(48);
    await service.settled();
    expect(service.said().filter(({ type }) => type === 'story.submitted.v1')).toHaveLength(48);
    const second = await importFile('stories-en-cy.csv');
    expect(second.counts).toMatchObject({ rows: 48, alreadyThere: 48, rejected: 0 });
    const list = await http()
      .get('/api/v1/stories?programme=telling&period=2026-Q1')
      .set(await service.as(evaluator));
    expect(list.body.items).toHaveLength(18);
    expect(service.said()).toHaveLength(48);
  });

  it('gives for each hostile row what an honest importer does', async () => {
    const { counts, rows } = await importFile('hostile.csv');
    const expected = JSON.parse(sample('hostile.expected.json').toString('utf8'));
    expect(
      rows.map(({ line, do: does, reason }: { line: number; do: string; reason: string }) => [line, does, reason]),
    ).toEqual(
      expected.rows.map(({ line, do: does, reason }: { line: number; do: string; reason: string }) => [
        line,
        does,
        reason,
      ]),
    );
    expect(counts).toEqual({ rows: 43, accepted: 5, acceptedWithWarning: 23, rejected: 15, alreadyThere: 0 });
  });

  it('writes nothing on a dry run', async () => {
    const { counts } = await importFile('stories-en-cy.csv', '?dryRun=true');
    expect(counts).toMatchObject({ rows: 48 });
    const list = await http()
      .get('/api/v1/stories')
      .set(await service.as(evaluator));
    expect(list.body.items).toEqual([]);
  });

  it('leaves no text of a story in clear in any file', async () => {
    await tell(told, 'k');
    await importFile('stories-en-cy.csv');
    await service.settled();
    for (const file of filesUnder(service.folder)) {
      expect([file, readFileSync(file).includes('marigoldcanary')]).toEqual([file, false]);
      expect([file, readFileSync(file).includes('daft hat')]).toEqual([file, false]);
    }
  });
});

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

function asText(response: request.Response, done: (error: Error | null, body: string) => void): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (part: string) => (text += part));
  response.on('end', () => {
    done(null, text);
  });
}
