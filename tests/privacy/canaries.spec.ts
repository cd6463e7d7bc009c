import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { eventually } from '../../apps/platform/src/sample/eventually.js';
import { OneProcess } from '../acceptance/one-process.js';
import { RunningNewid } from '../acceptance/running-newid.js';

const patience = 120_000;
const programme = 'dweud-y-newid-2026';
const period = '2026-Q4';
const members = ['M01', 'M02', 'M03', 'M04', 'M05', 'M06'];

/** Words that stand nowhere else, each in another kind of personal text. */
const canaries = {
  title: 'Zyxtitel',
  narrative: 'Zyxnarrative',
  why: 'Zyxwhy',
  place: 'Zyxplace',
  teller: 'Zyxteller',
  recommendation: 'Zyxrecommendation',
  person: 'Zyxperson',
  ballot: 'Zyxballot',
  outcome: 'Zyxoutcome',
  lesson: 'Zyxlesson',
  dissent: 'Zyxdissent',
  complaint: 'Zyxcomplaint',
  further: 'Zyxfurther',
  broken: 'Zyxbroken',
  field: 'Zyxfield',
  query: 'Zyxquery',
  code: 'Zyxcode',
  wrong: 'Zyxwrong',
  address: 'Zyxaddress',
  safely: 'Zyxsafely',
  concern: 'Zyxconcern',
  needs: 'Zyxneeds',
} as const;

describe('personal text', () => {
  const place = new OneProcess({ NEWID_LOG_LEVEL: 'debug', NEWID_RATE_LIMITS: 'off' });
  const newid = new RunningNewid(place);
  let code = '';
  let story = '';

  const send = async (person: string, path: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const { status, text } = await (await newid.as(person))(path, body);
    if (status >= 300) throw new Error(`${path} answered ${String(status)}: ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  };
  const raw = (path: string, init: RequestInit): Promise<Response> =>
    fetch(newid.address + path, {
      ...init,
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...init.headers },
    });

  beforeAll(() => newid.start(), patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
  }, patience);

  /** Where any of the words stands: `file: word`. */
  function found(): readonly string[] {
    const files = readdirSync(newid.folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(newid.folder, name))
      .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
    const places: readonly (readonly [string, Buffer])[] = [
      ...files.map((file) => [file, readFileSync(file)] as const),
      ['what it said', Buffer.from(newid.said)],
    ];
    return places.flatMap(([where, bytes]) =>
      Object.values(canaries)
        .filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
        .map((word) => `${where}: ${word}`),
    );
  }

  it(
    'goes through a whole meeting, and is read by those who may',
    async () => {
      await send('E1', `/api/v1/programmes/${programme}/extra-questions`, {
        ...{ kind: 'text', wording: { en: 'What helped?', cy: 'Beth helpodd?' } },
      });
      const tell = async (): Promise<Response> => {
        const answer = await raw(`/api/v1/programmes/${programme}/stories`, {
          method: 'POST',
          body: JSON.stringify({
            extra: { q1: canaries.further },
            ...{ period, domain: 'quality', language: 'en', title: canaries.title, narrative: canaries.narrative },
            ...{ whySignificant: canaries.why, place: canaries.place, tellerName: canaries.teller },
            ...{ recommendation: canaries.recommendation, wordingVersion: 1, consentLanguage: 'en' },
            audiences: { panel: { named: true }, organisation: { named: true } },
          }),
        });
        // Another service has to hear of the question first.
        if (!answer.ok) throw new Error(`Telling answered ${String(answer.status)}`);
        return answer;
      };
      const told = await eventually(tell);
      ({ story, code } = (await told.json()) as { readonly story: string; readonly code: string });
      await send('A1', '/api/v1/people', { name: canaries.person, roles: [{ role: 'panel-member' }] });
      await send('E1', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 });
      const opened = await send('F1', '/api/v1/sittings', {
        ...{ programme, panel: 'east', period, domain: 'quality', method: 'majority' },
      });
      const sitting = `/api/v1/sittings/${String(opened['sitting'])}`;
      await eventually(() => send('F1', `${sitting}/stories`, { stories: [story] }));
      for (const member of members) await send(member, `${sitting}/stories/${story}/readings`, {});
      const { text } = await (await newid.as('M01'))(`${sitting}/stories/${story}`);
      expect(text).toContain(canaries.narrative);
      const round = `/api/v1/rounds/${String((await send('F1', `${sitting}/rounds`, {}))['round'])}`;
      for (const member of members) await send(member, `${round}/ballots`, { choice: story, reason: canaries.ballot });
      await send('F1', `${round}/closing`, {});
      await send('F1', `${sitting}/outcome`, { kind: 'one', stories: [story], reason: canaries.outcome, values: [] });
      await send('F1', `${sitting}/lesson-lines`, { story, text: canaries.lesson });
      await send('M02', `${sitting}/dissent`, { kind: 'caveat', text: canaries.dissent });
      await send('F1', `${sitting}/closing`, {});
      const complaint = await raw('/api/v1/your-story/requests', {
        method: 'POST',
        headers: { 'x-newid-code': code },
        body: JSON.stringify({ right: 'complain', words: canaries.complaint }),
      });
      expect(complaint.status).toBeLessThan(300);
      const byCode = async (path: string, body: object): Promise<number> =>
        (await raw(path, { method: 'POST', headers: { 'x-newid-code': code }, body: JSON.stringify(body) })).status;
      const reach = {
        way: 'letter',
        language: 'en',
        address: `${canaries.address}\n1 Stryd Fawr`,
        safely: canaries.safely,
      };
      expect(await byCode('/api/v1/your-story/contact', reach)).toBeLessThan(300);
      expect(await byCode('/api/v1/your-story/concerns', { said: canaries.concern })).toBeLessThan(300);
      await send('M01', '/api/v1/own-needs', { needs: canaries.needs });
      const report = await (await newid.as('E1'))(`/api/v1/programmes/${programme}/periods/${period}/report`);
      expect(report.text).toContain(canaries.narrative);
    },
    patience,
  );

  it('is sent wrongly in every way, and each is refused', async () => {
    const path = `/api/v1/programmes/${programme}/stories`;
    const statuses = await Promise.all([
      raw(path, { method: 'POST', body: `{"narrative": "${canaries.broken}` }),
      raw(path, { method: 'POST', body: JSON.stringify({ [canaries.field]: canaries.field }) }),
      raw(path, { method: 'POST', body: JSON.stringify({ narrative: [canaries.wrong], period: canaries.wrong }) }),
      raw(`/api/v1/your-story?code=${canaries.query}`, { headers: { 'x-newid-code': canaries.code } }),
      raw(`/en/your-story/${canaries.query}?story=${canaries.query}`, {}),
    ]).then((answers) => answers.map(({ status }) => status));
    expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
  });

  it('stands in clear in no file, no log and no metric', async () => {
    await newid.caughtUp();
    expect(await (await raw('/metrics', {})).text()).not.toMatch(/Zyx/);
    expect(found()).toEqual([]);
  });

  it(
    'is gone for everybody when its teller erases it, and no file holds it then either',
    async () => {
      const erased = await raw('/api/v1/your-story/requests', {
        method: 'POST',
        headers: { 'x-newid-code': code },
        body: JSON.stringify({ right: 'erase-story' }),
      });
      expect(erased.status).toBeLessThan(300);
      const { text } = await (await newid.as('E1'))(`/api/v1/stories/${story}`);
      expect(JSON.parse(text)).toMatchObject({ withheld: 'erased' });
      const report = await (await newid.as('E1'))(`/api/v1/programmes/${programme}/periods/${period}/report`);
      expect(report.text).not.toMatch(/Zyx(?:title|narrative|why|ballot|outcome|lesson)/);
      expect(found()).toEqual([]);
    },
    patience,
  );
});
