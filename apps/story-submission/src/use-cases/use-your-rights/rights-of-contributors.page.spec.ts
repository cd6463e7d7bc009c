import request from 'supertest';

import type { KeyVault } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { administrator, askAs } from '../../testing/consent-over-time.js';
import { TellerBrowser } from '../../testing/teller-browser.js';
import {
  EraseAsContributor,
  EraseAsContributorHandler,
} from '../answer-as-contributor/answer-as-contributor.command.js';
import { settleIntentsOlderThan } from '../withdraw-story/settle-intents.js';

const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const keeper: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const everyone = { panel: { named: true }, organisation: { named: true } };

describe('what somebody in a story that several told can do with their code', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => '2026-11-21T10:00:00.000Z' });
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const byCode = (code: string, method: 'get' | 'post', path: string, body?: object) => {
    const asked = request(service.app.getHttpServer())
      [method](`/api/v1/your-story/${path}`)
      .set({ 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() });
    return body === undefined ? asked : asked.send(body);
  };

  /** Two who told it and both said yes to panels and the organisation, with their names. */
  async function aStoryOfTwo() {
    const contributors = [{ name: 'Heron', contact: 'heron@example.org' }, { name: 'Kestrel' }];
    const told = { period: '2026-Q1', language: 'en', narrative: 'We got off the bus', contributors };
    const { body } = await askAs(service, collector)('post', '/api/v1/programmes/telling/stories/told-together', told);
    const given = body as { story: string; contributors: readonly { contributor: string; code: string }[] };
    const [heron, kestrel] = given.contributors;
    if (heron === undefined || kestrel === undefined) throw new Error('Two were listed');
    for (const { code } of [heron, kestrel]) await answers(code, everyone);
    await service.settled();
    return { story: given.story, heron, kestrel };
  }
  const answers = (code: string, audiences: object) =>
    byCode(code, 'post', 'part/answer', { storyVersion: 1, audiences, consentLanguage: 'en' });

  const readAs = async (story: string, audience: 'panel' | 'organisation'): Promise<string> => {
    const reader = { person: 'M1', organisation: 'pont-y-bore' };
    const owner = `story/${story}`;
    const [answer] = await service.vault.unlock([{ owner, reader, purpose: 'audience', audience, use: 'read' }]);
    return answer?.kind === 'granted' ? 'read' : (answer?.because ?? '');
  };
  const placesHold = (story: string) =>
    askAs(service, administrator)('post', `/api/v1/stories/${story}/legal-holds`, {
      ...{ of: 'story', why: 'A court asks for it', until: '2027-11-21' },
    });
  const namesSeen = async (story: string): Promise<unknown> =>
    (await askAs(service, keeper)('get', `/api/v1/stories/${story}`)).body.names;
  const askedBy = async (code: string): Promise<unknown> => {
    await service.settled();
    const { items } = (await byCode(code, 'get', 'requests')).body as {
      readonly items: readonly { right: string; outcome: string | null }[];
    };
    return items.map(({ right, outcome }) => [right, outcome]).sort();
  };

  it('sees all that is held of them and nothing of the others, on a page, as text and as data', async () => {
    const { heron, kestrel } = await aStoryOfTwo();
    await byCode(kestrel.code, 'post', 'requests', { right: 'complain', words: 'Nobody rang me back' });
    const browser = new TellerBrowser(service.app);
    await browser.fillIn('/en/your-story', { code: heron.code });
    const part = await browser.open('/en/your-story/part');
    const rights = part.page.linkTo('Everything you can do: see, pause, object, complain, erase');
    expect(rights).toBe('/en/your-story/rights');
    expect((await browser.fillIn('/en/your-story/rights', {})).leadsTo).toBe('/en/your-story/data');
    const shown = (await browser.open('/en/your-story/data')).page.mainText;
    for (const text of ['We got off the bus', 'Name kept: Heron', 'To reach you: heron@example.org']) {
      expect(shown).toContain(text);
    }
    expect(shown).toContain('you said who may read it. May read it: the panels, with your name; the organisation');
    expect((await browser.open('/cy/your-story/data')).page.mainText).toContain('I gysylltu â chi: heron@example.org');
    const file = (format: string) =>
      request(service.app.getHttpServer()).get(`/en/your-story/data/${format}`).set('cookie', browser.cookie);
    const json = await file('json');
    expect(json.headers).toMatchObject({ 'content-disposition': 'attachment; filename="copy.json"' });
    const held = JSON.parse(json.text) as object;
    expect(held).toMatchObject({
      names: { teller: 'Heron' },
      contact: 'heron@example.org',
      versions: [{ storyVersion: 1, text: { narrative: 'We got off the bus' } }],
      consentHistory: [{ what: 'given', by: 'teller', consent: { audiences: everyone } }],
    });
    expect((await file('text')).text).toContain('\r\nTo reach you: heron@example.org\r\n');
    // Neither who else is in it, nor what they asked.
    for (const text of [shown, json.text]) expect(text).not.toMatch(/Kestrel|rang me back|complain/);
    expect(await askedBy(heron.code)).toEqual([['see', 'done']]);
    expect(await askedBy(kestrel.code)).toEqual([['complain', null]]);
    expect((await browser.open('/en/your-story/readers')).status).toBe(200);
  });

  it('sees nothing of a translation of what was written without them', async () => {
    const { story, heron, kestrel } = await aStoryOfTwo();
    const translates = async (storyVersion: number, narrative: string) => {
      await service.vault.widen(`story/${story}`, (now) => Promise.resolve({ ...now, uses: ['translate'] }));
      const given = { language: 'cy', storyVersion, narrative };
      return (await askAs(service, keeper)('post', `/api/v1/stories/${story}/translation`, given)).status;
    };
    expect(await translates(1, 'Daethon ni oddi ar y bws')).toBe(200);
    const held = async (code: string) => (await byCode(code, 'get', 'data')).text;
    expect(await held(kestrel.code)).toContain('Daethon ni');
    expect((await byCode(kestrel.code, 'post', 'part/take-back', {})).status).toBe(200);
    const without = { narrative: 'Heron got off the bus' };
    await askAs(service, collector)('post', `/api/v1/stories/${story}/version-without`, without);
    const yes = { storyVersion: 2, audiences: everyone, consentLanguage: 'en' };
    expect((await byCode(heron.code, 'post', 'part/answer', yes)).status).toBe(200);
    await service.settled();
    expect(await translates(2, 'Daeth Crëyr oddi ar y bws')).toBe(200);
    await service.settled();
    expect(await held(heron.code)).toContain('Daeth Crëyr');
    expect(await held(kestrel.code)).not.toMatch(/Daeth Crëyr|Heron got off/);
  });

  it('objects: nobody reads it until they answer again, and the register has it with its month', async () => {
    const { story, heron, kestrel } = await aStoryOfTwo();
    expect(await readAs(story, 'panel')).toBe('read');
    const browser = new TellerBrowser(service.app);
    await browser.fillIn('/cy/your-story', { code: kestrel.code });
    const blank = await browser.fillIn('/cy/your-story/rights/object', {});
    expect([blank.status, blank.page.errors[0]?.input]).toEqual([422, 'words']);
    expect(blank.page.mainText).toContain('Bydd y rhannu’n ailddechrau pan fyddwch yn ateb eto');
    await browser.fillIn('/cy/your-story/rights/object', { words: 'Not in the marigold report' });
    expect(await readAs(story, 'panel')).toBe('not-consented');
    expect((await browser.open('/en/your-story/part')).page.mainText).toContain('You set your answer aside.');
    await service.settled();
    const register = await askAs(service, keeper)('get', '/api/v1/rights-requests?state=open');
    const items = register.body.items as readonly { id: string; right: string; story: string }[];
    const [open] = items.filter((each) => each.story === story);
    expect(open).toMatchObject({ right: 'object', dueOn: '2026-12-21', contributor: kestrel.contributor });
    const answer = { outcome: 'done', answer: 'It is not in the report' };
    await askAs(service, keeper)('post', `/api/v1/rights-requests/${open?.id ?? ''}/answer`, answer);
    expect((await browser.open('/en/your-story/rights')).page.mainText).toContain('It is not in the report');
    expect(await askedBy(heron.code)).toEqual([]);
    await answers(kestrel.code, { panel: { named: true } });
    expect([await readAs(story, 'panel'), await readAs(story, 'organisation')]).toEqual(['read', 'not-consented']);
  });

  it('asks by phone: staff choose which of them it is, by number, and the entry is theirs with its month', async () => {
    const { story, heron, kestrel } = await aStoryOfTwo();
    const { reference } = (await askAs(service, keeper)('get', `/api/v1/stories/${story}`)).body as {
      readonly reference: string;
    };
    const browser = await service.browser(keeper);
    const at = '/en/rights-requests/enter';
    const given = { reference, right: 'withdraw', how: 'phone', receivedOn: '2026-11-20', words: '' };
    const unsaid = await browser.send(at, given);
    expect([unsaid.status, unsaid.page.errors.map(({ input }) => input)]).toEqual([422, ['person']]);
    expect(unsaid.page.mainText).toMatch(/Person 1 in this story\s*Person 2 in this story/);
    expect(unsaid.page.mainText).not.toMatch(/Heron|Kestrel/);
    expect((await browser.send('/cy/rights-requests/enter', given)).page.mainText).toContain('Pwy sy’n gofyn?');
    expect(await readAs(story, 'panel')).toBe('read');
    const { leadsTo = '' } = await browser.send(at, { ...given, person: kestrel.contributor });
    expect(await readAs(story, 'panel')).toBe('not-consented');
    await service.settled();
    expect((await browser.open(leadsTo)).page.mainText).toMatch(/Who asks\s*Person 2 in this story/);
    expect((await browser.open('/en/rights-requests?state=done')).page.mainText).toContain(`${reference}, person 2`);
    const request = leadsTo.split('/').at(-1) ?? '';
    expect(JSON.stringify(await service.runtime.store.read(`rights-request/${request}`))).not.toMatch(/Heron|Kestrel/);
    expect([await askedBy(kestrel.code), await askedBy(heron.code)]).toEqual([[['withdraw', 'done']], []]);

    const enter = (body: object) =>
      askAs(service, keeper)('post', '/api/v1/rights-requests', { ...given, receivedOn: '2026-11-20', ...body });
    const wrong = [
      await enter({ right: 'erase-story', contributor: heron.contributor }),
      await enter({ right: 'see', contributor: 'nobody' }),
    ];
    expect(wrong.map(({ status, body }) => [status, body.type])).toEqual([
      [422, '/problems/rights-story-of-all'],
      [422, '/problems/rights-person-unknown'],
    ]);
    const erasing = await enter({ right: 'erase-person', contributor: heron.contributor });
    const confirmation = `/api/v1/rights-requests/${String(erasing.body.request)}/confirmation`;
    expect((await askAs(service, keeper)('post', confirmation)).status).toBe(409);
    expect((await askAs(service, administrator)('post', confirmation)).status).toBe(200);
    await service.settled();
    const reader = { person: 'A1', organisation: 'pont-y-bore' };
    const keys = await service.vault.unlock(
      [heron, kestrel].map(({ contributor }) => ({
        ...({ owner: `contributor/${contributor}`, reader, purpose: 'rights', use: 'read' } as const),
      })),
    );
    expect(keys.map((answer) => (answer.kind === 'granted' ? 'granted' : answer.because))).toEqual([
      'erased',
      'granted',
    ]);
    const { items } = (await askAs(service, keeper)('get', '/api/v1/rights-requests?state=done')).body as {
      readonly items: readonly { story: string; right: string; contributor: string; dueOn: string }[];
    };
    const ofStory = items
      .filter((each) => each.story === story)
      .map((each) => [each.right, each.contributor, each.dueOn]);
    expect(ofStory.sort()).toEqual([
      ['erase-person', heron.contributor, '2026-12-20'],
      ['withdraw', kestrel.contributor, '2026-12-20'],
    ]);
  });

  it('is counted with what goes before a second person erases for all of them what they told together', async () => {
    const { story } = await aStoryOfTwo();
    const { reference } = (await askAs(service, keeper)('get', `/api/v1/stories/${story}`)).body as {
      readonly reference: string;
    };
    const asked = { reference, right: 'erase-person', how: 'letter', receivedOn: '2026-11-20', words: null };
    const entered = await askAs(service, keeper)('post', '/api/v1/rights-requests', asked);
    const { request: id } = entered.body as { readonly request: string };
    await service.settled();
    const listed = await askAs(service, administrator)('get', `/api/v1/rights-requests/${id}`);
    expect(listed.body as object).toMatchObject({ wouldGo: { stories: [reference], people: 2, isOfAll: true } });
    const browser = await service.browser(administrator);
    const { page } = await browser.open(`/en/rights-requests/${id}`);
    expect(page.mainText).toContain(`Stories that go: ${reference}`);
    expect(page.mainText).toContain('Listed in what goes: 2 people. Their names, how they are reached');
    expect(page.mainText).toContain('it goes for everybody in it. To erase one of them alone, do not confirm this');
    const welsh = await browser.open(`/cy/rights-requests/${id}`);
    expect(welsh.page.mainText).toContain('Wedi’u rhestru yn yr hyn sy’n mynd: 2 berson.');
    await askAs(service, administrator)('post', `/api/v1/rights-requests/${id}/confirmation`);
    await service.settled();
    expect((await browser.open(`/en/rights-requests/${id}`)).page.mainText).not.toContain('Stories that go');
  });

  it('pauses and lets fewer read it, and cannot end what is everybody’s', async () => {
    const { story, heron } = await aStoryOfTwo();
    await answers(heron.code, { panel: { named: true } });
    await byCode(heron.code, 'post', 'requests', { right: 'pause' });
    expect(await readAs(story, 'panel')).toBe('not-consented');
    expect(await askedBy(heron.code)).toEqual([
      ['narrow', 'done'],
      ['pause', 'done'],
    ]);
    for (const right of ['erase-story', 'resume']) {
      const refused = await byCode(heron.code, 'post', 'requests', { right });
      expect([refused.status, refused.body.type]).toEqual([422, '/problems/right-not-by-this-code']);
    }
    const browser = new TellerBrowser(service.app);
    await browser.fillIn('/en/your-story', { code: heron.code });
    expect((await browser.open('/en/your-story/rights/erase-story')).leadsTo).toBe('/en/your-story/part');
    expect((await browser.open('/en/your-story/rights/pause')).leadsTo).toBe('/en/your-story/part');
  });

  it('is taken out, and what names them is erased: the story stays with the others', async () => {
    const { story, heron, kestrel } = await aStoryOfTwo();
    expect(await namesSeen(story)).toEqual({ teller: 'Heron, Kestrel', collector: null });
    await byCode(heron.code, 'post', 'requests', { right: 'complain', words: 'Heron is not my name' });
    const browser = new TellerBrowser(service.app);
    await browser.fillIn('/en/your-story', { code: heron.code });
    const ask = await browser.open('/en/your-story/rights/erase-person');
    expect(ask.page.mainText).toContain('Your part is taken back first');
    expect((await browser.fillIn('/en/your-story/rights/erase-person', {})).leadsTo).toBe('/en/your-story/part');
    expect((await browser.open('/en/your-story/part')).page.mainText).toContain(
      'Your name and how to reach you were erased.',
    );
    expect(await readAs(story, 'panel')).toBe('not-consented');
    expect(await askedBy(heron.code)).toEqual([
      ['complain', null],
      ['erase-person', 'done'],
      ['withdraw', 'done'],
    ]);
    const { body } = await byCode(heron.code, 'get', 'data');
    expect(body).toMatchObject({
      names: null,
      contact: null,
      versions: [{ text: { narrative: 'We got off the bus' } }],
    });
    expect(JSON.stringify(body)).not.toContain('Heron');
    // By no right of anybody is what named them opened again; what names the other one is.
    const reader = { person: 'E1', organisation: 'pont-y-bore' };
    const owners = [heron, kestrel].map(({ contributor }) => `contributor/${contributor}`);
    const opened = await service.vault.unlock(
      owners.map((owner) => ({ owner, reader, purpose: 'rights' as const, use: 'read' as const })),
    );
    expect(opened.map((one) => (one.kind === 'granted' ? 'granted' : one.because))).toEqual(['erased', 'granted']);
    expect(await service.vault.pendingIntents()).toEqual([]);
    const without = { narrative: 'One of us got off the bus' };
    await askAs(service, collector)('post', `/api/v1/stories/${story}/version-without`, without);
    await byCode(kestrel.code, 'post', 'part/answer', {
      ...{ storyVersion: 2, audiences: everyone, consentLanguage: 'en' },
    });
    expect(await readAs(story, 'panel')).toBe('read');
    // What was written without them is not theirs any more.
    expect((await byCode(heron.code, 'get', 'data')).body.versions).toHaveLength(1);
  });

  it.each(['pause', 'withdraw', 'erase-person'])(
    'changes nothing at the key by %s where another version of the story was seen',
    async (right) => {
      const { story, heron } = await aStoryOfTwo();
      const all = async () => [
        await service.vault.consentOf(`story/${story}`),
        await service.vault.pendingIntents(),
        (await byCode(heron.code, 'get', 'part')).body,
      ];
      const before = await all();
      const stale = await byCode(heron.code, 'post', 'requests', { right }).set('if-match', '"1"');
      expect(stale.body.type).toBe('/problems/stale-version');
      expect(await all()).toEqual(before);
      expect((await byCode(heron.code, 'post', 'requests', { right })).status).toBe(200);
      expect(await all()).not.toEqual(before);
    },
  );

  it('is not erased while the law holds the story, and what a stop left of it is written down', async () => {
    const { story, heron, kestrel } = await aStoryOfTwo();
    await service.vault.erasePerson(kestrel.contributor, {
      ...{ id: 'left', actor: 'anyone', at: '2026-11-21T10:00:00.000Z' },
    });
    await settleIntentsOlderThan(service.runtime, 0);
    expect(await service.vault.pendingIntents()).toEqual([]);
    await service.settled();
    expect((await byCode(kestrel.code, 'get', 'part')).body.tookBackAt).toBe('2026-11-21T10:00:00.000Z');
    expect(await readAs(story, 'panel')).toBe('not-consented');
    const held = await placesHold(story);
    expect(held.status).toBeLessThan(300);
    const refused = await byCode(heron.code, 'post', 'requests', { right: 'erase-person' });
    expect(refused.body.type).toBe('/problems/held-by-law');
    expect((await byCode(heron.code, 'get', 'part')).body.name).toBe('Heron');
  });

  it('is not erased where the law holds the story in the moment before the key, and is told why', async () => {
    const { story, heron } = await aStoryOfTwo();
    const { vault } = service;
    let held = 0;
    const atTheKey = new Proxy(vault, {
      get: (real, name: keyof KeyVault) => {
        if (name !== 'erase' && name !== 'erasePerson') return (real[name] as () => unknown).bind(real);
        return async (...given: Parameters<KeyVault['erase']>) => {
          if (held === 0) held = (await placesHold(story)).status;
          return real[name](...given);
        };
      },
    });
    const runtime = Object.create(service.runtime, { vault: { value: atTheKey } }) as ServiceRuntime;
    const by = { commandId: crypto.randomUUID(), organisation: 'pont-y-bore', actor: 'anyone', correlation: 'test' };
    const command = new EraseAsContributor({ ...by, at: '2026-11-21T10:00:00.000Z' }, story, heron.contributor);
    expect(await new EraseAsContributorHandler(runtime).execute(command)).toMatchObject({ refusal: 'held-by-law' });
    expect(held).toBeLessThan(300);
    expect((await byCode(heron.code, 'get', 'part')).body.name).toBe('Heron');
    expect(await vault.pendingIntents()).toEqual([]);
  });

  it('is asked about again where the law holds the story while the vault is about to erase one of them', async () => {
    const { story, heron } = await aStoryOfTwo();
    let looks = 0;
    const owner = `contributor/${heron.contributor}`;
    await service.vault.erase(owner, { id: `late ${owner}`, actor: 'A2', at: '2026-11-21T10:00:00.000Z' }, async () => {
      looks += 1;
      if (looks === 1) expect((await placesHold(story)).status).toBeLessThan(300);
      return looks === 1;
    });
    expect([looks, (await byCode(heron.code, 'get', 'part')).body.name]).toEqual([2, 'Heron']);
  });

  it('is erased whole after a stop behind the first key, with what they wrote to the register', async () => {
    const { heron } = await aStoryOfTwo();
    await byCode(heron.code, 'post', 'requests', { right: 'complain', words: 'Heron is not my name' });
    const given = { id: 'stopped', actor: 'anyone', at: '2026-11-21T10:00:00.000Z' };
    await service.vault.erase(`contributor/${heron.contributor}`, given, () => Promise.resolve(true));
    await settleIntentsOlderThan(service.runtime, 0);
    expect(await service.vault.pendingIntents()).toEqual([]);
    await service.settled();
    expect((await byCode(heron.code, 'get', 'part')).body).toMatchObject({ name: null });
    const { items } = (await byCode(heron.code, 'get', 'requests')).body as { readonly items: readonly object[] };
    expect(items).toContainEqual(expect.objectContaining({ right: 'complain', words: null }));
  });

  it('who leaves people out by name has the names looked at by a person, in the register, as theirs alone', async () => {
    const { story, heron, kestrel } = await aStoryOfTwo();
    const browser = new TellerBrowser(service.app);
    await browser.fillIn('/en/your-story', { code: heron.code });
    await browser.fillIn('/en/your-story/part', { outPeople: 'Siân Marigold' });
    const leaveOut = { people: ['Tomos Rhys'] };
    const body = { storyVersion: 1, audiences: everyone, consentLanguage: 'en', leaveOut };
    expect((await byCode(heron.code, 'post', 'part/answer', body)).status).toBe(200);
    await service.settled();
    const { items } = (await byCode(heron.code, 'get', 'requests')).body as { readonly items: readonly object[] };
    for (const words of ['Siân Marigold', 'Tomos Rhys']) {
      expect(items).toContainEqual(expect.objectContaining({ right: 'leave-out', words, outcome: null }));
    }
    expect(await askedBy(kestrel.code)).not.toContainEqual(['leave-out', null]);
    const { text } = await askAs(service, keeper)('get', '/api/v1/rights-requests?state=open');
    expect(text).toContain(story);
    expect(JSON.stringify(await service.runtime.store.readLog(0, 1_000))).not.toMatch(/Marigold|Tomos/);
  });
});
