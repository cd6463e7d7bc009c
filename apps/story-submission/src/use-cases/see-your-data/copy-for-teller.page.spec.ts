import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { tellsAStory, type StoryThere } from '../../testing/a-sitting.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { administrator, askAs, elsewhere, secondKeeper } from '../../testing/consent-over-time.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const member: TestPerson = { person: 'M1', roles: [{ role: 'panel-member' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const ofAnotherProgramme: TestPerson = { person: 'E9', roles: [{ role: 'evaluator', programme: 'other' }] };

describe('a copy for somebody who asks without a code', () => {
  let service: TestService;
  let story: StoryThere;
  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
    story = await tellsAStory(service, 'I got on the bus alone');
    await service.settled();
  }, 20_000);
  afterEach(() => service.close());

  const post = (path: string, body: object = {}, who = administrator) =>
    askAs(service, who)('post', `/api/v1${path}`, body);
  const entered = async (asked: object = {}): Promise<string> => {
    const { reference } = story;
    const written = { right: 'see', reference, receivedOn: '2026-11-20', how: 'letter', words: 'What do you hold?' };
    const { status, body } = await post('/rights-requests', { ...written, ...asked });
    expect(status).toBe(201);
    await service.settled();
    return String(body.request);
  };
  const checks = async (id: string, how = 'contact', who = administrator) => {
    const answered = await post(`/rights-requests/${id}/identity`, { how }, who);
    await service.settled();
    return answered;
  };
  const copy = (id: string, who = administrator, of = story.story) =>
    askAs(service, who)('get', `/api/v1/stories/${of}/copies/${id}`);
  const byCode = async (path: string, code = story.code) =>
    request(service.app.getHttpServer()).get(`/api/v1/your-story${path}`).set('x-newid-code', code);

  it('is made once it was made sure who asks, and is what they would see by their code', async () => {
    const id = await entered();
    expect((await copy(id)).body).toMatchObject({ status: 409, type: '/problems/rights-identity-unchecked' });
    expect((await checks(id, 'a look at the passport')).status).toBe(422);
    expect((await checks(id)).status).toBe(200);
    expect((await askAs(service, administrator)('get', `/api/v1/rights-requests/${id}`)).body).toMatchObject({
      ...{ right: 'see', dueOn: '2026-12-20', isOpen: true },
      identity: { how: 'contact', by: 'A1', on: '2026-11-21' },
    });
    // By another who keeps the register too: only erasing needs two.
    const made = await copy(id, secondKeeper);
    expect(made.status).toBe(200);
    await service.settled();
    const { readers: before, ...held } = made.body;
    const { readers: after, ...own } = (await byCode('/data')).body;
    expect(held).toEqual(own);
    expect(held).toMatchObject({
      versions: [{ text: { narrative: 'I got on the bus alone' } }],
      requests: [{ right: 'see', words: 'What do you hold?', identity: { how: 'contact', on: '2026-11-21' } }],
    });
    // That it was made is told to them, and not who did.
    expect([before.looked, after.looked]).toEqual([[], [expect.objectContaining({ why: 'copy' })]]);
    expect(JSON.stringify(own)).not.toMatch(/"(?:A1|E1)"/);
  });

  it('is taken each time as something that left, in the audit', async () => {
    const id = await entered();
    await checks(id);
    await copy(id);
    await copy(id);
    await service.settled();
    const taken = service.said().filter(({ data }) => JSON.stringify(data).includes('"exported"'));
    expect(taken.map(({ data }) => data)).toEqual(
      [1, 2].map(() => expect.objectContaining({ person: 'A1', kind: 'story', object: story.story })),
    );
  });

  it('is nobody’s but of whoever keeps the register of that story, while the entry is open', async () => {
    const id = await entered();
    await checks(id);
    const other = await tellsAStory(service, 'I planted beans');
    await service.settled();
    for (const [who, of, status] of [
      [member, story.story, 403],
      [collector, story.story, 403],
      [elsewhere, story.story, 404],
      [ofAnotherProgramme, story.story, 404],
      [administrator, other.story, 404],
    ] as const) {
      expect([who.person, (await copy(id, who, of)).status]).toEqual([who.person, status]);
    }
    expect((await checks(id, 'known', elsewhere)).status).toBe(404);
    await post(`/rights-requests/${id}/answer`, { outcome: 'done', answer: 'Sent by post' });
    await service.settled();
    expect((await copy(id)).body.type).toBe('/problems/rights-request-closed');
    expect((await checks(id)).body.type).toBe('/problems/rights-request-closed');
  });

  it('is made by nobody whom they left out, and of nothing but one story', async () => {
    const id = await entered();
    await checks(id);
    const owner = `story/${story.story}`;
    const standing = (await service.vault.consentOf(owner))?.consent;
    if (standing === undefined) throw new Error('Nothing was agreed to');
    const less = { ...standing, exclusions: [{ kind: 'person' as const, id: 'A1' }] };
    await service.vault.narrow(owner, less, {
      id: 'left-out',
      actor: 'anyone',
      at: '2026-11-21T10:00:00.000Z',
    });
    const refused = await copy(id);
    expect([refused.status, refused.body.type]).toEqual([403, '/problems/rights-copy-by-another']);
    expect((await copy(id, secondKeeper)).status).toBe(200);
    for (const asked of [{ right: 'complain' }, { reference: '' }]) {
      const type = (await checks(await entered(asked))).body.type;
      expect([asked, type]).toEqual([asked, '/problems/rights-no-copy-asked']);
    }
  });

  it('is of their part alone where several told it', async () => {
    const { body } = await post(
      '/programmes/telling/stories/told-together',
      {
        ...{ period: '2026-Q1', language: 'en', narrative: 'Heron and Kestrel got off the bus' },
        contributors: [{ name: 'Heron' }, { name: 'Kestrel' }],
      },
      collector,
    );
    await service.settled();
    const [heron] = body.contributors as readonly { contributor: string; code: string }[];
    const id = await entered({ reference: body.reference, contributor: heron?.contributor });
    await checks(id, 'known');
    const made = await copy(id, administrator, String(body.story));
    const { readers: _, ...held } = made.body;
    const { readers: __, ...own } = (await byCode('/data', heron?.code)).body;
    expect(held).toEqual(own);
    expect(held).toMatchObject({ names: { teller: 'Heron' } });
  });

  it.each([
    {
      language: 'en',
      missing: 'Select how you made sure who asks',
      link: 'Make the copy',
      row: 'We asked back by the way they chose to be reached (A1, 21 November 2026)',
      looked: 'Made a copy of all that is held, for whoever asked for it without a code',
    },
    {
      language: 'cy',
      missing: 'Dewiswch sut y gwnaethoch yn siŵr pwy sy’n gofyn',
      link: 'Gwneud y copi',
      row: 'Gofynnwyd yn ôl yn y ffordd a ddewiswyd i’w cyrraedd',
      looked: 'Gwnaed copi o bopeth a gedwir, i’r sawl a ofynnodd amdano heb god',
    },
  ])('is made on pages ($language), and told to the teller', async ({ language, missing, link, row, looked }) => {
    const id = await entered();
    const browser = await service.browser(administrator);
    const address = `/${language}/rights-requests/${id}`;
    expect((await browser.open(address)).page.links.map(({ name }) => name)).not.toContain(link);
    const unsaid = await browser.send(address, { act: 'identity' });
    expect([unsaid.status, unsaid.page.errors.map(({ text }) => text)]).toEqual([422, [missing]]);
    expect((await browser.send(address, { act: 'identity', identity: 'contact' })).status).toBe(303);
    await service.settled();
    const { page } = await browser.open(address);
    expect(page.mainText).toContain(row);
    const copied = await browser.open(page.linkTo(link));
    expect(copied.page.mainText).toContain('I got on the bus alone');
    const files = copied.page.links.filter(({ href }) =>
      href.startsWith(`/${language}/stories/${story.story}/copies/`),
    );
    const [text, json] = await Promise.all(
      files.map(async ({ href }) =>
        request(service.app.getHttpServer())
          .get(href)
          .set(await service.as(administrator)),
      ),
    );
    expect(text?.text).toContain('I got on the bus alone');
    expect(json?.headers).toMatchObject({ 'content-disposition': 'attachment; filename="copy.json"' });
    await service.settled();
    const teller = new TellerBrowser(service.app);
    await teller.fillIn(`/${language}/your-story`, { code: story.code });
    expect((await teller.open(`/${language}/your-story/readers`)).page.mainText).toContain(looked);
  });
});
