import request from 'supertest';

import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { aProgramme } from '#contracts/testing/a-programme.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { impactReportingErrors } from '../../errors.js';
import { impactReporting } from '../../impact-reporting.service.js';

const E1 = { person: 'E1', roles: [{ role: 'evaluator' as const }] };
const F1 = { person: 'F1', roles: [{ role: 'facilitator' as const }] };
const path = '/api/v1/programmes/telling/periods/2026-Q1/report';
const page = '/programmes/telling/periods/2026-Q1/report';
const at = '2026-11-21T10:00:00.000Z';

describe('calling back a story that a published report showed', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    await service.receive(programmeRevisedV1, 'programme/telling', {
      ...{ programme: aProgramme({ timezone: 'Pacific/Auckland' }), change: 'ProgrammeCreated', revision: 1 },
    });
    const sealer = await service.vault.createStory({
      ...{ owner: 'story/A', organisation: 'pont-y-bore', person: 'teller-A', classes: ['text'] },
      consent: {
        ...{ audiences: { organisation: { named: false } }, exclusions: [], uses: [], wordingVersion: 1 },
        ...{ language: 'en', answeredAt: at, how: 'own' },
      },
    });
    await service.receive(storySubmittedV1, 'story/A', {
      ...{ story: 'A', programme: 'telling', period: '2026-Q1', domain: 'quality', language: 'en', route: 'own' },
      ...{ toldOn: '2026-01-22', storyVersion: 1, words: 5, reference: 'DN-001', teller: 'teller-A', collector: null },
      text: sealer.seal('text', 1, { title: 'Off', narrative: 'I got off', whySignificant: null, contentNotes: [] }),
      names: null,
    });
    await service.receive(sittingClosedV1, 'sitting/S1', {
      ...{ sitting: 'S1', programme: 'telling', panel: 'east', level: 1, period: '2026-Q1', domain: 'quality' },
      ...{ method: 'majority', openedAt: at, closedAt: at, received: [{ story: 'A', from: 'period' }] },
      outcome: { kind: 'one', stories: ['A'], followsCount: true },
      ...{ heldOver: [], passedUp: [], reasons: [], rounds: [], members: 6 },
    });
  });
  afterAll(() => service.close());

  const get = async (who: typeof E1 | typeof F1, address: string) =>
    request(service.app.getHttpServer())
      .get(address)
      .set(await service.as(who));

  it('names who saw or saved an issue that showed it, each once, and nobody before it was published', async () => {
    await get(F1, `${path}.csv`);
    const published = await request(service.app.getHttpServer())
      .post(`${path}/issues`)
      .set(await service.as(E1))
      .send({ audience: 'organisation' });
    expect(published.status).toBeLessThan(300);
    const browser = await service.browser(E1);
    expect((await browser.open(`/en${page}/recalls`)).page.mainText).toContain(
      'No story that a published report of this period showed has been taken back from its readers.',
    );
    await get(F1, `${path}.csv`);
    await get(F1, `${path}.csv`);
    await get(E1, path);
    await get(E1, `${path}.html`);
    await browser.open(`/en${page}`);

    await service.vault.withdraw('story/A', { id: 'w', actor: 'anyone', at });
    // At once, before any message: the key is what decides.
    expect((await get(E1, `${path}.csv`)).text).not.toContain('I got off');
    const data = { story: 'A', programme: 'telling', period: '2026-Q1', at };
    await service.receive(storyWithdrawnV1, 'story/A', data);
    await service.settled();
    await get(F1, path);
    await service.settled();

    const { body } = await get(E1, `${path}/recalls`);
    const [recall] = body.items;
    expect(recall).toMatchObject({ story: 'A', reference: 'DN-001', issues: [1] });
    const copies = recall.copies.map(({ by, form, issue }: Record<string, unknown>) => [by, form, issue]);
    expect(copies.sort()).toEqual([
      ['E1', 'csv', 1],
      ['E1', 'html', 1],
      ['E1', 'json', 1],
      ['E1', 'page', 1],
      ['F1', 'csv', 1],
    ]);
    const english = await browser.open(`/en${page}/recalls`);
    expect(english.page.mainText).toContain('Story DN-001: as shared with the organisation');
    expect(english.page.mainText).toContain('Saved the page as a file');
    // Ten in the morning in Wales.
    expect(english.page.mainText).toContain('21 November 2026, 23:00');
    const welsh = await browser.open(`/cy${page}/recalls`);
    expect(welsh.page.mainText).toContain('Stori DN-001: fel y’i rhannwyd â’r sefydliad');
    expect((await get(F1, `${path}/recalls`)).status).toBe(403);
  });
});
