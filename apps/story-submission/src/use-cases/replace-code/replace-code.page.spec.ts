import request from 'supertest';

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { administrator, askAs, elsewhere, secondKeeper, tellsWith } from '../../testing/consent-over-time.js';

const search = '/en/programmes/telling/stories/lost-code';
const codeIn = (text: string): string => /\w{4}(?:-\w{4}){6}/.exec(text)?.[0] ?? '';

describe('a code that was lost', () => {
  let service: TestService;
  let now = '2026-01-31T10:00:00.000Z';
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
  });
  beforeEach(() => {
    now = '2026-01-31T10:00:00.000Z';
  });
  afterAll(() => service.close());

  const opens = async (code: string): Promise<number> =>
    (await request(service.app.getHttpServer()).get('/api/v1/your-story').set('x-newid-code', code)).status;

  it('is replaced by two persons, who see neither the story nor the code; the old one stops', async () => {
    const told = await tellsWith(service, { lostCode: 'channel', ownAddress: 'carys@example.org' });
    await service.settled();
    const first = await service.browser(administrator);
    const { page: form } = await first.open(search);
    const knows = { ...form.formValues, period: '2026-Q1', route: 'own' };
    const wrong = await first.send(search, { ...knows, reference: 'deadbeef' });
    expect([wrong.status, wrong.page.errors[0]?.input]).toEqual([422, 'reference']);
    expect((await first.send(search, { ...knows, reference: told.reference, route: 'group' })).status).toBe(422);
    const { leadsTo: at = '' } = await first.send(search, { ...knows, reference: told.reference });
    expect(at).toBe(`/en/stories/${told.story}/lost-code`);
    expect((await first.open(at)).page.mainText).not.toContain('I go out');
    expect((await first.send(at, { act: 'ask' })).page.errors[0]?.text).toContain('Nothing says that somebody asked');
    expect((await first.send(at, { act: 'ask', checked: 'channel' })).leadsTo).toBe(at);
    expect((await first.send(at, { act: 'confirm' })).status).toBe(422);
    expect(await opens(told.code)).toBe(200);
    const second = await service.browser(secondKeeper);
    expect(
      (await second.open('/en/programmes/telling/stories/renewals')).page.linkTo(
        `${told.reference}: a new code waits for a second person`,
      ),
    ).toBe(at);
    const confirmed = await second.send(at, { act: 'confirm' });
    expect(confirmed.leadsTo).toBe(at);
    await service.settled();
    const [letter] = (await service.letters()).filter(({ to }) => to === 'carys@example.org');
    const fresh = codeIn(letter?.text ?? '');
    expect([await opens(told.code), await opens(fresh)]).toEqual([404, 200]);
    expect((await told.teller.open('/en/tell-your-story/sent')).leadsTo).toBe('/en/your-story');
    const after = (await second.open(`/cy/stories/${told.story}/lost-code`)).page.mainText;
    expect(after).toContain('Aeth y cod newydd allan');
    expect(codeIn(after)).toBe('');
    expect((await second.open(`/en/stories/${told.story}/consent`)).page.mainText).toContain('a new code was made');
    expect((await (await service.browser(elsewhere)).open(at)).status).toBe(404);
  });

  it('is never replaced where the teller said so, or said nothing; and they can say so at any time', async () => {
    const silent = await tellsWith(service, {});
    const act = (story: string, body: object, who = administrator) =>
      askAs(service, who)('post', `/api/v1/stories/${story}/lost-code/acts`, body);
    const ask = { act: 'ask', checked: 'channel' };
    expect((await act(silent.story, ask)).body.type).toBe('/problems/code-no-way-chosen');
    const wishes = '/en/your-story/wishes';
    expect((await silent.teller.fillIn(wishes, { lostCode: 'channel' })).page.errors[0]?.input).toBe('lostCode');
    const named = { lostCode: 'person', trustedName: 'Mair', trustedAddress: 'mair@example.org' };
    const half = await silent.teller.fillIn(wishes, { ...named, trustedAddress: '' });
    expect([half.status, half.page.formValues['trustedName']]).toEqual([422, 'Mair']);
    await silent.teller.fillIn(wishes, named);
    expect((await silent.teller.open('/en/your-story/data')).page.mainText).toMatch(
      /To somebody I trust\s*Somebody you trust: Mair, mair@example.org/,
    );
    expect((await silent.teller.open('/cy/your-story/wishes')).page.formValues).toMatchObject(named);
    expect((await act(silent.story, ask)).body.type).toBe('/problems/code-checked-another-way');
    expect((await act(silent.story, { ...ask, checked: 'person' })).status).toBe(200);
    await silent.teller.fillIn(wishes, { ...named, lostCode: 'never' });
    expect((await act(silent.story, { act: 'confirm' }, secondKeeper)).body.type).toBe(
      '/problems/code-replacement-forbidden',
    );
    expect(await opens(silent.code)).toBe(200);
  });

  it('goes to the person they trust, by a sheet that is printed once', async () => {
    const trusted = { trustedName: 'Mair', trustedAddress: '2 Heol y Bont\nTrefin' };
    const { story, code } = await tellsWith(service, { lostCode: 'person', ...trusted });
    const at = `/en/stories/${story}/lost-code`;
    await (await service.browser(administrator)).send(at, { act: 'ask', checked: 'person' });
    const second = await service.browser(secondKeeper);
    await second.send(at, { act: 'confirm' });
    expect(await opens(code)).toBe(404);
    expect((await second.open(`${at}/sheet`)).page.mainText).toContain('There is no sheet for you to print.');
    expect((await second.send(at, { act: 'open-sheet' })).leadsTo).toBe(`${at}/sheet`);
    const { page } = await second.open(`${at}/sheet`);
    expect(page.mainText).toMatch(/Mair\s*2 Heol y Bont\s*Trefin.*Somebody who trusts you has lost their code/s);
    expect(codeIn((await (await service.browser(administrator)).open(`${at}/sheet`)).page.mainText)).toBe('');
    const fresh = codeIn(page.mainText);
    expect(await opens(fresh)).toBe(200);
    now = '2026-01-31T10:10:00.000Z';
    expect((await second.open(`${at}/sheet`)).page.mainText).toContain('There is no sheet for you to print.');
    expect((await second.send(at, { act: 'open-sheet' })).status).toBe(422);
    expect((await second.send(at, { act: 'posted' })).leadsTo).toBe(at);
    // Nothing that is kept opens the code any more.
    const kept = (await service.runtime.store.read(`over-time/${story}`)).find(
      ({ event }) => event.type === 'CodeReplaced',
    );
    expect(kept).toBeDefined();
    const replacement = (kept?.event.data as { readonly replacement: string }).replacement;
    const reader = { person: 'E1', organisation: 'pont-y-bore' };
    const owner = `code/${replacement}`;
    const [answer] = await service.vault.unlock([{ owner, reader, purpose: 'rights', use: 'read' }]);
    expect(answer).toMatchObject({ kind: 'withheld', because: 'erased' });
  });

  it('of somebody in a story that several told is sent by the same procedure to whoever gave a way to reach them', async () => {
    const collector = { person: 'C1', roles: [{ role: 'collector' as const }] };
    const contributors = [{ name: 'Heron', contact: 'heron@example.org' }, { name: 'Kestrel' }];
    const { body } = await askAs(service, collector)('post', '/api/v1/programmes/telling/stories/told-together', {
      ...{ period: '2026-Q1', language: 'en', narrative: 'We got off the bus', contributors },
    });
    const given = body as { story: string; contributors: readonly { contributor: string; code: string }[] };
    const [heron, kestrel] = given.contributors;
    const opensPart = async (code = ''): Promise<number> =>
      (await request(service.app.getHttpServer()).get('/api/v1/your-story/part').set('x-newid-code', code)).status;
    await service.settled();
    const first = await service.browser(secondKeeper);
    const at = (await first.open(`/en/stories/${given.story}/contributors`)).page.linkTo('Send this person a new code');
    expect(at).toBe(`/en/stories/${given.story}/contributors/${heron?.contributor ?? ''}/lost-code`);
    const { page } = await first.open(at);
    expect(page.mainText).toContain('Person 1 in this story');
    expect(page.mainText).not.toMatch(/Heron|heron@/);
    await first.send(at, { act: 'ask', checked: 'channel' });
    expect((await first.send(at, { act: 'confirm' })).status).toBe(422);
    const second = await service.browser(administrator);
    const list = await second.open('/en/programmes/telling/stories/renewals');
    const { reference } = (await askAs(service, administrator)('get', `/api/v1/stories/${given.story}`)).body as {
      readonly reference: string;
    };
    expect(list.page.linkTo(`${reference}, person 1: a new code waits for a second person`)).toBe(at);
    expect(list.page.mainText).not.toMatch(/Heron|person 2/);
    const ofStory = await second.open(`/cy/stories/${given.story}/lost-code`);
    const there = ofStory.page.linkTo('Person 1 yn y stori hon');
    expect((await second.send(there, { act: 'confirm' })).leadsTo).toBe(there);
    await service.settled();
    const [letter] = (await service.letters()).filter(({ to }) => to === 'heron@example.org');
    const fresh = codeIn(letter?.text ?? '');
    expect([await opensPart(heron?.code), await opensPart(fresh), await opensPart(kestrel?.code)]).toEqual([
      404, 200, 200,
    ]);
    expect((await second.open('/cy/programmes/telling/stories/renewals')).page.mainText).not.toContain(
      `${reference}, person 1`,
    );
    const held = await request(service.app.getHttpServer()).get('/api/v1/your-story/data').set('x-newid-code', fresh);
    expect(held.body.consentHistory).toEqual([
      expect.objectContaining({ what: 'code-asked', by: 'staff' }),
      expect.objectContaining({ what: 'code-replaced', by: 'staff' }),
    ]);
    const api = `/api/v1/stories/${given.story}/contributors/${kestrel?.contributor ?? ''}/lost-code`;
    const none = await askAs(service, administrator)('post', `${api}/acts`, { act: 'ask', checked: 'channel' });
    expect(none.body.type).toBe('/problems/code-no-way-chosen');
    expect((await askAs(service, administrator)('get', api)).body).toEqual({ way: null, stage: null, on: null });
    expect((await askAs(service, elsewhere)('get', api)).status).toBe(404);
  });
});
