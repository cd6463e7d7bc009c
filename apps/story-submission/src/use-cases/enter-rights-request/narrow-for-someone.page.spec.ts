import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';

const A1: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const asked = { right: 'narrow', how: 'phone', receivedOn: '2026-11-20' };

describe('fewer readers for someone who asked by phone', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const http = () => request(service.app.getHttpServer());
  const post = async (path: string, body: object, headers?: Readonly<Record<string, string>>) =>
    http()
      .post(`/api/v1${path}`)
      .set(headers ?? (await service.as(A1)))
      .send(body);
  const enter = (body: object) => post('/rights-requests', { ...asked, words: 'Not the whole organisation', ...body });
  const tell = async () => {
    const { body } = await post('/programmes/telling/stories', {
      ...{ period: '2026-Q1', domain: 'quality', language: 'en', narrative: 'I planted beans', consentLanguage: 'en' },
      ...{
        audiences: { panel: { named: true }, organisation: { named: true } },
        wordingVersion: 1,
        tellerName: 'Mair',
      },
    });
    await service.settled();
    return body as { readonly story: string; readonly reference: string };
  };
  const standing = async (story: string) => (await service.vault.consentOf(`story/${story}`))?.consent.audiences;

  it.each([
    ['en', 'Who may still read it?', 'Choose at least one group of readers.', 'Say what it is about.'],
    ['cy', 'Pwy gaiff ei darllen o hyd?', undefined, undefined],
  ])(
    'is entered on the page in %s, holds at once, and stands in the register with why',
    async (language, legend, ...next) => {
      const { story, reference } = await tell();
      const browser = await service.browser(A1);
      const address = `/${language}/rights-requests/enter`;
      expect((await browser.open(address)).page.field(legend).options).toEqual([
        ...['panel', 'organisation', 'partner', 'public'],
      ]);
      const form = { ...asked, reference };
      const nobody = await browser.send(address, { ...form, words: 'Not them' });
      expect([nobody.status, nobody.page.errors[0]?.input]).toEqual([422, 'audiences']);
      const unsaid = await browser.send(address, { ...form, audiences: 'panel' });
      expect([unsaid.status, unsaid.page.errors[0]?.input]).toEqual([422, 'words']);
      if (language === 'en') expect([nobody.page.nexts, unsaid.page.nexts]).toEqual(next.map((each) => [each]));
      const more = await browser.send(address, { ...form, audiences: ['panel', 'public'], words: 'All' });
      expect([more.status, more.page.errors[0]?.input]).toEqual([422, 'audiences']);
      expect(await standing(story)).toEqual({ panel: { named: true }, organisation: { named: true } });

      const done = await browser.send(address, {
        ...form,
        audiences: 'panel',
        withoutName: 'yes',
        words: 'Not my boss',
      });
      expect(done.status).toBe(303);
      expect(await standing(story)).toEqual({ panel: { named: false } });
      await service.settled();
      const entry = (await browser.open(done.leadsTo ?? '')).page.mainText;
      expect(entry).toContain('Not my boss');
      // One entry, and not another of the story’s own log.
      const { body } = await http()
        .get('/api/v1/rights-requests?state=done')
        .set(await service.as(A1));
      expect(body.items.filter((each: { story: string }) => each.story === story)).toMatchObject([
        { right: 'narrow', how: 'phone', outcome: 'done' },
      ]);
    },
  );

  it('keeps the name as it stands where nothing is said of it', async () => {
    const { story, reference } = await tell();
    expect((await enter({ reference, audiences: ['organisation'] })).status).toBe(201);
    expect(await standing(story)).toEqual({ organisation: { named: true } });
    const back = await enter({ reference, audiences: ['panel'] });
    expect([back.status, back.body.type, back.body.field]).toEqual([
      409,
      '/problems/story-consent-not-narrower',
      'audiences',
    ]);
  });

  it('is for one of several their own answer, and never a yes to what they have not read', async () => {
    const both = { panel: { named: false }, organisation: { named: false } };
    const { body } = await post(
      '/programmes/telling/stories/told-together',
      {
        ...{ period: '2026-Q1', language: 'en', narrative: 'Heron and Kestrel got off the bus' },
        contributors: [{ name: 'Heron' }, { name: 'Kestrel' }],
      },
      await service.as(collector),
    );
    const [heron, kestrel] = body.contributors as readonly { contributor: string; code: string }[];
    const reference = String(body.reference);
    const says = (code = '', audiences: object = both) =>
      post(
        '/your-story/part/answer',
        { storyVersion: 1, audiences, consentLanguage: 'en' },
        { 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() },
      );
    await says(heron?.code);
    await service.settled();
    const early = await enter({ reference, contributor: kestrel?.contributor, audiences: ['panel'] });
    expect(early.body.type).toBe('/problems/story-consent-not-narrower');
    await says(kestrel?.code);
    expect(await standing(String(body.story))).toEqual(both);
    expect((await enter({ reference, contributor: kestrel?.contributor, audiences: ['panel'] })).status).toBe(201);
    expect(await standing(String(body.story))).toEqual({ panel: { named: false } });
    const wider = await enter({ reference, contributor: kestrel?.contributor, audiences: ['panel', 'organisation'] });
    expect(wider.body.type).toBe('/problems/story-consent-not-narrower');
  });
});
