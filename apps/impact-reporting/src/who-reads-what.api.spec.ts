import request from 'supertest';

import type { RoleName } from '#contracts/shared/shapes.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import {
  criteriaApi,
  criteriaCsvApi,
  measuresApi,
  measuresCsvApi,
  programmeActionsApi,
  recallsApi,
  reportApi,
  reportCsvApi,
  seeCriteria,
  seeMeasures,
  seeRecalls,
  seeReport,
  seeThemes,
  themesApi,
  themesCsvApi,
} from './addresses.js';
import { impactReportingErrors } from './errors.js';
import { impactReporting } from './impact-reporting.service.js';
import { evaluator, hearProgramme, hearStory } from './testing/told-stories.js';

const roles = (programme?: string): TestPerson['roles'] =>
  (['evaluator', 'administrator', 'facilitator'] as const satisfies readonly RoleName[]).map((role) =>
    programme === undefined ? { role } : { role, programme },
  );
const own: TestPerson = { person: 'E2', roles: roles('telling') };
/** Every role that reads reports, for another programme of this organisation. */
const ofAnother: TestPerson = { person: 'E3', roles: roles('another') };
const elsewhere: TestPerson = { person: 'X2', organisation: 'others', roles: roles() };

describe('what a programme reports of itself', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    await hearProgramme(service);
    await hearStory(service, 'A');
  });
  afterAll(() => service.close());

  const answer = async (person: TestPerson, address: string) =>
    request(service.app.getHttpServer())
      .get(address)
      .set({ ...(await service.as(person)), accept: address.startsWith('/api/') ? '*/*' : 'text/html' });

  const programme = 'telling';
  const period = '2026-Q1';
  it.each([
    ['its report', reportApi.to({ programme, period })],
    ['its report as a file', reportCsvApi.to({ programme, period })],
    ['the page of its report', seeReport.to({ language: 'en', programme, period })],
    ['its themes', themesApi.to({ programme })],
    ['its themes as a file', themesCsvApi.to({ programme })],
    ['the page of its themes', seeThemes.to({ language: 'en', programme })],
    ['its measures', measuresApi.to({ programme })],
    ['its measures as a file', measuresCsvApi.to({ programme })],
    ['the page of its measures', seeMeasures.to({ language: 'en', programme })],
    ['what mattered', criteriaApi.to({ programme })],
    ['what mattered as a file', criteriaCsvApi.to({ programme })],
    ['the page of what mattered', seeCriteria.to({ language: 'en', programme })],
    ['what was called back', recallsApi.to({ programme, period })],
    ['the page of what was called back', seeRecalls.to({ language: 'en', programme, period })],
  ])('%s, is for those who hold a role in it, and not there for another organisation', async (_, address) => {
    const statuses: number[] = [];
    for (const person of [own, ofAnother, elsewhere]) statuses.push((await answer(person, address)).status);
    expect(statuses).toEqual([200, 403, 404]);
  });

  it('what it recommends is listed for nobody who works with other programmes alone', async () => {
    const recommended = await request(service.app.getHttpServer())
      .post(programmeActionsApi.to({ programme }))
      .set(await service.as(evaluator))
      .send({ period, recommendation: 'A later bus' });
    expect(recommended.status).toBe(201);
    await service.settled();
    const listed = async (person: TestPerson) => (await answer(person, '/api/v1/actions')).body.items;
    expect(await listed(own)).toMatchObject([{ programme, recommendation: 'A later bus' }]);
    expect([await listed(ofAnother), await listed(elsewhere)]).toEqual([[], []]);
    const [{ id }] = await listed(own);
    expect((await answer(ofAnother, `/api/v1/actions/${String(id)}`)).status).toBe(404);
  });
});
