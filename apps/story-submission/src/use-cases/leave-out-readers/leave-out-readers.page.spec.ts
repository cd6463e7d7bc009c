import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import request from 'supertest';

import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import { panelConvenedV1 } from '#contracts/panel-review/panel-convened.v1.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

/** Someone with an account, by a name that only the vault opens. */
async function isKnown(service: TestService, person: string, name: string, role: 'panel-member' | 'evaluator') {
  const owner = `person/${person}`;
  const sealer = await service.vault.createPersonal({
    ...{ owner, person, organisation: 'pont-y-bore' },
    classes: ['name', 'contact'],
  });
  await service.receive(personChangedV1, owner, {
    ...{ person, language: 'en', revision: 1 },
    roles: [{ role }],
    name: sealer.seal('name', 1, { name }),
  });
}

const pontYBore = { en: 'Pont y Bore', cy: 'Pont y Bore (cy)' };

describe('leaving someone out', () => {
  let service: TestService;
  let teller: TellerBrowser;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
    await service.receive(organisationFoundedV1, 'organisation/pont-y-bore', {
      organisation: 'pont-y-bore',
      name: pontYBore,
    });
    await isKnown(service, 'M1', 'Siân Marigold-Rhys', 'panel-member');
    await isKnown(service, 'M2', 'Sian Jones', 'evaluator');
    await isKnown(service, 'M3', 'Tomos Rhys', 'panel-member');
    await service.receive(panelConvenedV1, 'panel/telling.east', {
      ...{ panel: 'east', programme: 'telling', level: 1, members: ['M1', 'M2'], facilitator: 'M3', revision: 1 },
    });
    teller = new TellerBrowser(service.app);
  });
  afterAll(() => service.close());

  /** Of the story this browser is open at, as the vault holds it. */
  const exclusions = async (story: string) => (await service.vault.consentOf(`story/${story}`))?.consent.exclusions;
  const story = async (code: string): Promise<string> => {
    const { body } = await request(service.app.getHttpServer()).get('/api/v1/your-story').set({ 'x-newid-code': code });
    return String(body.id);
  };
  let code = '';

  it('begins with who is on each panel: how many, from where, what else they do, and no name', async () => {
    await teller.fillIn('/en/tell-your-story', {});
    const { page } = await teller.open('/en/tell-your-story/questions/readers');
    expect(page.mainText).toContain(
      'East panel: 2 members and someone who leads it. From: Pont y Bore. Some of them also do other work here: prepare reports.',
    );
    expect(page.mainText).toContain('National panel: nobody has been asked to join it yet.');
    expect(page.mainText).not.toContain('Sian');
    const welsh = await teller.open('/cy/tell-your-story/questions/readers');
    expect(welsh.page.mainText).toContain('2 aelod, a rhywun sy’n arwain. O: Pont y Bore (cy).');
  });

  it('says the same to a program by which somebody tells, before they are asked who may read it', async () => {
    const asks = (method: 'get' | 'post' | 'put', path: string, code = '', body: object = {}) =>
      request(service.app.getHttpServer())
        [method](path)
        .set({ 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() })
        .send(method === 'get' ? undefined : body);
    const begins = { period: '2026-Q1', language: 'en' };
    const begun = (await asks('post', '/api/v1/programmes/telling/drafts', '', begins)).body.code as string;
    expect((await asks('get', '/api/v1/your-draft', begun)).body.panels).toEqual([
      {
        ...{ id: 'east', level: 1, name: expect.objectContaining({ en: 'East panel' }) as object, members: 2 },
        ...{ roles: ['evaluator'], organisations: [{ id: 'pont-y-bore', name: pontYBore }] },
      },
      expect.objectContaining({ level: 2, members: null, roles: [], organisations: [] }),
    ]);
    // What might tell who they are is marked for a program too, before it sends.
    const told = { narrative: 'Marigold Jones helped me on Hill Street.' };
    expect((await asks('put', '/api/v1/your-draft/answers/story', begun, told)).status).toBe(200);
    const { body } = await asks('get', '/api/v1/your-draft/recognition', begun);
    expect(body.items).toEqual([
      expect.objectContaining({ question: 'story', words: 'Marigold Jones', start: 0, end: 14 }),
      { question: 'story', kind: 'place', start: 28, end: 39, words: 'Hill Street' },
    ]);
  });

  it('holds from the first moment of a story: a panel by its name, people by theirs, accents or not', async () => {
    const at = (question: string): string => `/en/tell-your-story/questions/${question}`;
    await teller.fillIn(at('story'), { narrative: 'I got off the bus' });
    await teller.fillIn(at('readers'), {
      ...{ panel: 'yes', organisation: 'yes', partner: 'no', public: 'no' },
      ...{ outPanels: ['national'], outPeople: 'sian  marigold\nNobody of this name' },
    });
    const check = await teller.open('/en/tell-your-story/check');
    expect(check.page.mainText).toContain('Must not read it: sian marigold');
    expect(check.page.mainText).toContain('Must not read it: National panel');
    const { leadsTo = '' } = await teller.fillIn('/en/tell-your-story/check', {});
    code = codeOn(await teller.open(leadsTo));
    await service.settled();
    expect(await exclusions(await story(code))).toEqual([
      { kind: 'team', id: 'national' },
      { kind: 'person', id: 'M1' },
    ]);
  });

  it('goes on later, adds to whom was left out before, and never says whom a name was', async () => {
    const nobody = await teller.fillIn('/en/your-story/leave-out', {});
    expect([nobody.status, nobody.page.errors]).toEqual([
      422,
      [expect.objectContaining({ text: 'Enter a name, or select a panel or an organisation' })],
    ]);
    const known = await teller.fillIn('/en/your-story/leave-out', { outPeople: 'Tomos Rhys' });
    const unknown = await teller.fillIn('/cy/your-story/leave-out', { outPeople: 'Someone Else' });
    expect([known.status, known.leadsTo, unknown.status]).toEqual([303, '/en/your-story/seen?done=left-out', 303]);
    const page = await teller.open('/en/your-story/leave-out');
    expect(page.page.mainText).toContain('Panels: National panel');
    expect(page.page.mainText).not.toContain('Tomos');
    expect(await exclusions(await story(code))).toEqual([
      { kind: 'team', id: 'national' },
      { kind: 'person', id: 'M1' },
      { kind: 'person', id: 'M3' },
    ]);
    const reader = { person: 'M3', organisation: 'pont-y-bore' };
    const asked = { owner: `story/${await story(code)}`, purpose: 'audience', use: 'read' } as const;
    const answers = await service.vault.unlock([
      { ...asked, reader, audience: 'panel' },
      { ...asked, reader, audience: 'organisation' },
      { ...asked, reader: { ...reader, person: 'M2' }, audience: 'panel' },
      { ...asked, reader: { ...reader, person: 'M2', teams: ['national'] }, audience: 'panel' },
    ]);
    expect(answers.map((answer) => (answer.kind === 'withheld' ? answer.because : 'granted'))).toEqual([
      'excluded',
      'excluded',
      'granted',
      'excluded',
    ]);
  });

  it('finds everybody of a name among more than a hundred accounts, and each of them once', async () => {
    const named = ['P000', 'P098', 'P110'];
    for (let at = 0; at < 112; at += 1) {
      const person = `P${String(at).padStart(3, '0')}`;
      await isKnown(service, person, named.includes(person) ? 'Heledd Wyn' : `Somebody ${String(at)}`, 'panel-member');
    }
    await teller.fillIn('/en/your-story/leave-out', { outPeople: 'Heledd Wyn' });
    expect((await exclusions(await story(code)))?.map(({ id }) => id)).toEqual(['national', 'M1', 'M3', ...named]);
  }, 60_000);

  it('leaves no name in clear in any file', async () => {
    await service.settled();
    for (const entry of readdirSync(service.folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      expect([entry.name, bytes.includes('arigold'), bytes.includes('Someone Else')]).toEqual([
        entry.name,
        false,
        false,
      ]);
    }
  });
});
