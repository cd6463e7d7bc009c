import request from 'supertest';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';

const administrator: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const stranger: TestPerson = { person: 'X', organisation: 'others', roles: [{ role: 'administrator' }] };
const address = '/en/programmes/telling/stories/keep-no-longer';
const api = '/api/v1/programmes/telling/stories/retention';

/** Told in a period that closed on 31 March 2026: on 21 November nearly eight months ago. */
const keeping = (keepMonths: number | null, status: 'open' | 'complete' = 'complete'): ProgrammeDesign => {
  const open = anOpenProgramme({ care: { waitingDays: 0, words: { en: [], cy: [] }, keepMonths } });
  return { ...open, periods: open.periods.map((period) => ({ ...period, status })) };
};

describe('stories kept as long as they should be', () => {
  let service: TestService;
  let [first, second, held] = ['', '', ''];
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, keeping(null, 'open'), 1);
    const told = { period: '2026-Q1', domain: null, language: 'en', uses: [], audiences: { panel: { named: false } } };
    const consent = { wordingVersion: 1, consentLanguage: 'en' };
    const tell = async (narrative: string): Promise<string> => {
      const body = { ...told, ...consent, narrative };
      const answer = await ask('post', '/api/v1/programmes/telling/stories', body, collector);
      return String(answer.body.story);
    };
    [first, second, held] = [await tell('A kept marigold'), await tell('Another marigold'), await tell('A held one')];
    const hold = { of: 'story', until: '2027-01-31', why: 'Order 7' };
    expect((await ask('post', `/api/v1/stories/${held}/legal-holds`, hold)).status).toBe(200);
  });
  afterAll(() => service.close());

  const ask = async (method: 'get' | 'post', path: string, body: object = {}, person = administrator) => {
    const asked = request(service.app.getHttpServer())
      [method](path)
      .set(await service.as(person));
    return method === 'get' ? asked : asked.send(body);
  };
  const open = async (path: string, person = administrator) => (await service.browser(person)).open(path);
  const stateOf = async (story: string): Promise<string | undefined> =>
    (await service.vault.consentOf(`story/${story}`))?.state;

  it('are none where the programme has not said how long, or the period is open or closed too late', async () => {
    expect((await open(address)).page.mainText).toContain('until somebody asks');
    expect((await ask('post', api)).body.type).toBe('/problems/retention-not-set');
    await isTold(service, keeping(6, 'open'), 2);
    expect((await ask('get', api)).body).toMatchObject({ keepMonths: 6, periods: [], going: [], held: [] });
    await isTold(service, keeping(8), 3);
    expect((await ask('post', api)).body.type).toBe('/problems/retention-nothing-due');
    expect((await open('/cy/programmes/telling/stories/keep-no-longer')).page.mainText).toContain(
      'Nid oes dim i’w wneud nawr',
    );
  });

  it('are shown before anything goes, in counts and ids and without a word of theirs', async () => {
    await isTold(service, keeping(7), 4);
    const { body } = await ask('get', api);
    expect(body.periods).toEqual([{ period: '2026-Q1', closes: '2026-03-31', dueOn: '2026-10-31', going: 2, held: 1 }]);
    expect(body.going.map(({ story }: { story: string }) => story).sort()).toEqual([first, second].sort());
    expect(body.held.map(({ story }: { story: string }) => story)).toEqual([held]);
    const { page } = await open(address);
    expect(page.text).not.toContain('marigold');
    expect(page.mainText).toContain('See which 2 stories would go');
    expect(page.mainText).toContain('See which 1 story stays, held by law');
    expect(await stateOf(first)).toBe('active');
    for (const [person, status] of [
      [collector, 403],
      [stranger, 404],
    ] as const) {
      expect((await open(address, person)).status).toBe(status);
      expect((await ask('post', api, {}, person)).status).toBe(status);
    }
  });

  it('go when a second person agrees, by the path of every erasure; what the law holds stays', async () => {
    const mine = await service.browser(administrator);
    expect((await mine.send(address, {})).leadsTo).toBe(address);
    const [list] = (await ask('get', api)).body.lists;
    expect(list).toMatchObject({ stories: 2, state: 'proposed', proposedBy: 'A1' });
    const confirmation = `${api}/${String(list.id)}/confirmation`;
    const alone = await ask('post', confirmation);
    expect([alone.status, alone.body.type]).toEqual([409, '/problems/retention-second-person-needed']);
    expect((await mine.open(address)).page.mainText).toContain('It waits until a second person agrees');
    expect(await stateOf(first)).toBe('active');
    expect((await ask('post', confirmation, {}, stranger)).status).toBe(404);
    // A hold that comes between the two is kept as well.
    const hold = { of: 'story', until: '2027-01-31', why: 'Order 8' };
    await ask('post', `/api/v1/stories/${second}/legal-holds`, hold);
    const other = await service.browser(evaluator);
    expect((await other.open(address)).page.mainText).toContain('You can be that person');
    expect((await other.open(address)).page.mainText).toContain('See the 2 stories on this list');
    const confirm = `${address}/${String(list.id)}/confirm`;
    const unseen = await other.send(confirm, {});
    expect([unseen.status, unseen.page.errors]).toEqual([
      422,
      [{ text: 'Say that you have looked at the stories on this list', input: `seen-${String(list.id)}` }],
    ]);
    expect(await stateOf(first)).toBe('active');
    expect((await other.send(confirm, { [`seen-${String(list.id)}`]: 'seen' })).leadsTo).toBe(address);
    await service.settled();
    expect([await stateOf(first), await stateOf(second), await stateOf(held)]).toEqual(['erased', 'active', 'active']);
    expect((await ask('get', api)).body).toMatchObject({
      ...{ going: [], lists: [{ state: 'ran', erased: 1, kept: 1, confirmedBy: 'E1' }] },
      periods: [{ going: 0, held: 2 }],
    });
    expect((await other.open(address)).page.mainText).toContain('Erased: 1.');
    expect((await ask('post', confirmation, {}, evaluator)).body.type).toBe('/problems/retention-confirmed-already');
    // Nobody asked for it: it stands in no register of what people asked.
    const { body } = await ask('get', '/api/v1/rights-requests?state=done');
    expect(body.items).toEqual([]);
    expect(service.said().filter(({ type }) => type === 'story.withdrawn.v1')).toMatchObject([
      { data: { story: first } },
    ]);
  });

  it('stay where they are to be kept longer since the list was made', async () => {
    const holds = (await ask('get', `/api/v1/stories/${held}/legal-holds`)).body.items;
    await ask('post', `/api/v1/stories/${held}/legal-holds/${String(holds[0].hold)}/end`);
    const { body } = await ask('post', api);
    await isTold(service, keeping(24), 5);
    expect((await ask('post', `${api}/${String(body.list)}/confirmation`, {}, evaluator)).status).toBe(200);
    await service.settled();
    expect(await stateOf(held)).toBe('active');
  });
});
