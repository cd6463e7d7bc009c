import request from 'supertest';

import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import {
  checkStoryPage,
  seeStory,
  storyApi,
  tellForTellerPage,
  tellStoryApi,
  verificationApi,
} from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { sits } from '../../testing/a-sitting.js';
import { anOpenProgramme, codeOn, isTold } from '../../testing/a-telling.js';

const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const relation = 'I drove the bus she got off';

const answered = {
  ...{ period: '2026-Q1', domain: 'quality', language: 'en', narrative: 'She got off at the last stop' },
  ...{ changeHappenedOn: 'last spring', place: 'Pont-y-bore', way: 'interview', relation, readBack: 'yes' },
  ...{ panel: 'unnamed', organisation: 'named', partner: 'no', public: 'no', translate: 'yes', quote: 'no' },
  tellerName: 'Mair',
};

const said = {
  en: {
    way: 'A story that somebody told me',
    question: 'Ask: What changed in six months?',
    happened: 'When the change happened',
    readBack: 'Read the story back to them before you bring it in',
  },
  cy: {
    way: 'Stori a adroddodd rhywun wrthyf',
    question: 'Gofynnwch: Beth newidiodd mewn chwe mis?',
    happened: 'Pryd digwyddodd y newid',
    readBack: 'Darllenwch y stori yn ôl iddynt cyn dod â hi i mewn',
  },
} as const;

describe.each(['en', 'cy'] as const)('a story that somebody told a collector, in %s', (language) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const address = tellForTellerPage.to({ language, programme: 'telling' });
  const seen = async (story: string) =>
    request(service.app.getHttpServer())
      .get(storyApi.to({ story }))
      .set(await service.as(evaluator));
  const latest = async () => {
    await service.settled();
    const submitted = service.said().filter(({ type }) => type.startsWith('story.submitted'));
    return String(submitted.at(-1)?.subject).replace('story/', '');
  };

  it('is brought in with how the two know each other, and its code is shown once, for the teller', async () => {
    const browser = await service.browser(collector);
    const { page } = await browser.open(`/${language}/stories/bring-in`);
    expect(
      page.root.querySelectorAll('main li a').map((link) => [link.textContent, link.getAttribute('href')]),
    ).toEqual(expect.arrayContaining([[said[language].way, address]]));
    expect((await browser.open(address)).page.mainText).toContain(said[language].question);
    const told = await browser.send(address, answered);
    expect(told.status).toBe(200);
    const code = codeOn(told);
    const story = await latest();
    expect((await seen(story)).body).toMatchObject({
      ...{ route: 'interview', domain: 'quality', names: { teller: 'Mair' } },
      text: { collectorRole: relation, changeHappenedOn: 'last spring', place: 'Pont-y-bore' },
    });
    const { mainText } = (await (await service.browser(evaluator)).open(seeStory.to({ language, story }))).page;
    for (const words of [relation, said[language].happened, 'last spring']) expect(mainText).toContain(words);
    const { body } = await request(service.app.getHttpServer()).get('/api/v1/your-story').set('x-newid-code', code);
    expect(body).toMatchObject({ id: story, text: { collectorRole: relation } });
  });

  it('does not count before it was read back, and nothing that was typed is lost', async () => {
    const browser = await service.browser(collector);
    const { status, page } = await browser.send(address, { ...answered, readBack: '' });
    expect([status, page.errors[0]?.text]).toEqual([422, said[language].readBack]);
    expect(page.formValues).toMatchObject({ relation, narrative: answered.narrative, organisation: 'named' });
  });

  it('is shown with that to whoever checks it, told by API as well', async () => {
    const { period, domain, narrative, changeHappenedOn } = answered;
    const told = await request(service.app.getHttpServer())
      .post(tellStoryApi.to({ programme: 'telling' }))
      .set(await service.as(collector))
      .send({
        ...{ period, domain, language: 'en', narrative, relation, changeHappenedOn },
        ...{ audiences: { panel: { named: false } }, wordingVersion: 1, consentLanguage: language },
      });
    const { story } = told.body as { readonly story: string };
    const name = { class: 'name' as const, version: 1, box: 'sealed' };
    const roles = [{ role: 'facilitator' as const }];
    await service.receive(personChangedV1, 'person/V1', { person: 'V1', language, roles, name, revision: 1 });
    await sits(service, {
      ...{ sitting: 'M2', level: 2, panel: 'national' },
      outcome: { kind: 'one', stories: [story], followsCount: true },
    });
    await service.settled();
    const assigned = await request(service.app.getHttpServer())
      .post(verificationApi.to({ story }))
      .set(await service.as(evaluator))
      .send({ verifier: 'V1' });
    expect(assigned.status).toBe(200);
    await service.settled();
    const verifier = await service.browser({ person: 'V1', roles });
    expect((await verifier.open(checkStoryPage.to({ language, story }))).page.mainText).toContain(relation);
  });
});
