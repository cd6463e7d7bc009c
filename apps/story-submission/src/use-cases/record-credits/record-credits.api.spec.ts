import request from 'supertest';

import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { panelConvenedV1 } from '#contracts/panel-review/panel-convened.v1.js';
import type { ContractData } from '#contracts/shared/contract.js';
import { storyCreditedV1 } from '#contracts/story-submission/story-credited.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, answersEverything, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const stranger: TestPerson = { person: 'X', organisation: 'others', roles: [{ role: 'facilitator' }] };

describe('whom a story credits or criticises', () => {
  let service: TestService;
  let story = '';
  const teller = () => new TellerBrowser(service.app);
  let told: TellerBrowser;

  const hasAccount = async (person: string, name: string, organisation = 'pont-y-bore') => {
    const sealer = await service.vault.createPersonal({
      ...{ owner: `person/${person}`, organisation, person, classes: ['name'] },
    });
    const roles = [{ role: 'panel-member' as const }];
    const data = { person, roles, name: sealer.seal('name', 1, { name }), language: 'en' as const, revision: 1 };
    await service.receive(personChangedV1, `person/${person}`, data, organisation);
  };
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
    await service.receive(organisationFoundedV1, 'organisation/harbour', {
      ...{ organisation: 'harbour', name: { en: 'Harbour Trust', cy: 'Ymddiriedolaeth yr Harbwr' } },
    });
    await hasAccount('M1', 'Siân Avocet');
    await hasAccount('M2', 'Bryn Whimbrel', 'harbour');
    await service.receive(panelConvenedV1, 'panel/telling/east', {
      ...{ programme: 'telling', panel: 'east', level: 1, members: ['M1', 'M2'], facilitator: 'F1', revision: 1 },
    });
    told = teller();
    await answersEverything(told, 'en', 'Avocet was late, and Harbour Trust helped');
    await told.fillIn('/en/tell-your-story/check', {});
    const code = codeOn(await told.open('/en/tell-your-story/sent'));
    const { body } = await request(service.app.getHttpServer()).get('/api/v1/your-story').set('x-newid-code', code);
    story = String(body.id);
  });
  afterAll(() => service.close());

  const said = async () => {
    await service.settled();
    return service
      .said()
      .filter(({ type }) => type === storyCreditedV1.type)
      .map(({ data }) => data as ContractData<typeof storyCreditedV1>)
      .map(({ people, organisations }) => ({ people, organisations }));
  };

  it('is said by its teller and by whoever reads it first, on pages in both languages', async () => {
    expect((await told.open('/en/your-story/seen')).page.linkTo('Whom it speaks well or badly of')).toBe(
      '/en/your-story/credits',
    );
    const none = await told.fillIn('/cy/your-story/credits', { name: 'Avocet' });
    expect([none.status, none.page.errors.length, none.page.formValues['name']]).toEqual([422, 2, 'Avocet']);
    const added = await told.fillIn('/cy/your-story/credits', { name: 'Avocet', kind: 'person', as: 'criticised' });
    expect(added.leadsTo).toBe('/cy/your-story/credits');
    expect((await told.open('/cy/your-story/credits')).page.mainText).toContain('Person y mae’r stori’n ei feirniadu.');
    const reader = await service.browser(facilitator);
    const address = `/en/stories/${story}/credits`;
    expect((await reader.open(`/en/stories/${story}/to-read`)).page.linkTo('Whom it speaks well or badly of')).toBe(
      address,
    );
    expect((await reader.open(address)).page.mainText).toContain('Avocet');
    const form = { name: 'harbour trust', kind: 'organisation', as: 'credited' };
    expect((await reader.send(address, form)).leadsTo).toBe(address);
    expect((await (await service.browser(stranger)).open(address)).status).toBe(404);
  });

  it('tells panels ids alone, and a name that means nobody known here means nothing', async () => {
    const people = [{ person: 'M1', as: 'criticised' }];
    expect(await said()).toEqual([
      { people, organisations: [] },
      { people, organisations: [{ organisation: 'harbour', as: 'credited' }] },
    ]);
    const post = async (address: string, body: object) =>
      request(service.app.getHttpServer())
        .post(address)
        .set(await service.as(evaluator))
        .send(body);
    // Everybody on the panels may belong to the one that runs the programme.
    await post(`/api/v1/stories/${story}/credits`, { name: 'Pont y Bore', kind: 'organisation', as: 'criticised' });
    expect((await said()).at(-1)?.organisations).toEqual([{ organisation: 'harbour', as: 'credited' }]);
    const stored = [await service.runtime.store.read(`credits/${story}`), service.said()];
    expect(JSON.stringify(stored)).not.toMatch(/avocet|harbour trust/i);
    const refused = await post(`/api/v1/stories/${story}/verification`, { verifier: 'M1' });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/verifier-is-involved']);
    const list = await request(service.app.getHttpServer())
      .get(`/api/v1/stories/${story}/credits`)
      .set(await service.as(evaluator));
    const [first] = list.body.items as readonly { credit: string; name: string }[];
    expect(first?.name).toBe('Avocet');
    await post(`/api/v1/stories/${story}/credits/${first?.credit ?? ''}/removal`, {});
    expect((await said()).at(-1)?.people).toEqual([]);
    expect((await post(`/api/v1/stories/${story}/verification`, { verifier: 'M1' })).status).toBe(200);
  });

  it('is seen and changed by no other who hears stories, here or elsewhere', async () => {
    const address = `/api/v1/stories/${story}/credits`;
    const list = async (who: TestPerson) =>
      request(service.app.getHttpServer())
        .get(address)
        .set(await service.as(who));
    const { items } = (await list(evaluator)).body as { readonly items: readonly { readonly credit: string }[] };
    const [first] = items;
    for (const who of [collector, stranger]) {
      expect((await list(who)).body.type).toBe('/problems/story-not-found');
      const removal = `${address}/${first?.credit ?? ''}/removal`;
      const removed = request(service.app.getHttpServer())
        .post(removal)
        .set(await service.as(who));
      expect((await removed.send({})).body.type).toBe('/problems/story-not-found');
      const page = removal.replace('/api/v1', '/en');
      expect((await (await service.browser(who)).send(page, {})).status).toBe(404);
    }
    expect((await list(evaluator)).body.items).toEqual(items);
  });

  it('is its teller’s alone to read once they took the story back', async () => {
    expect((await told.fillIn('/en/your-story/take-back', {})).status).toBe(303);
    const { page } = await (await service.browser(facilitator)).open(`/en/stories/${story}/credits`);
    expect(page.mainText).toContain('A name that cannot be read here');
    expect(page.mainText).not.toMatch(/Harbour/i);
    expect((await told.open('/en/your-story/credits')).page.mainText).toMatch(/Harbour/i);
  });

  it('goes when the story goes', async () => {
    await service.vault.erase(`story/${story}`, { id: 'erase', actor: 'A1', at: '2026-11-21T10:00:00.000Z' });
    const { page } = await (await service.browser(facilitator)).open(`/en/stories/${story}/credits`);
    expect(page.mainText).toContain('A name that cannot be read here');
    expect(page.mainText).not.toMatch(/Harbour/i);
  });
});
