import request from 'supertest';

import { aPeriod, aProgramme, safeguarding } from '#contracts/testing/a-programme.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { programmeDesignErrors } from './errors.js';
import { programmeDesign } from './programme-design.service.js';
import { seesSafeguardingPeople } from './testing/programme-service.js';

const evaluator = { person: 'E1', roles: [{ role: 'evaluator' as const }] };

describe('programme-design', () => {
  let service: TestService;
  const send = (method: 'get' | 'post' | 'put', address: string) =>
    request(service.app.getHttpServer())[method](address);
  const { organisation: _, ...body } = aProgramme();

  beforeAll(async () => {
    service = await startTestService(programmeDesign, programmeDesignErrors);
  });
  afterAll(() => service.close());

  it('says an empty list plainly, with what to do next', async () => {
    const { page } = await (await service.browser(evaluator)).open('/en/programmes');
    expect(page.text).toContain('There is no programme yet');
    const welsh = await (await service.browser(evaluator)).open('/cy/programmes');
    expect(welsh.page.language).toBe('cy');
    expect(welsh.page.heading).toBe('Rhaglenni');
  });

  it('creates a programme once, however often the same request comes', async () => {
    const headers = await service.as(evaluator);
    const first = await send('post', '/api/v1/programmes').set(headers).send(body);
    const again = await send('post', '/api/v1/programmes').set(headers).send(body);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(first.headers['location']).toBe('/api/v1/programmes/telling');
    const read = await send('get', '/api/v1/programmes/telling').set(await service.as(evaluator));
    expect(read.body).toEqual(aProgramme());
    expect(read.headers['etag']).toBe('"1"');
  });

  it('refuses the same key with another body, another with the same id, and a body that does not fit', async () => {
    const headers = await service.as(evaluator);
    const taken = await send('post', '/api/v1/programmes')
      .set(headers)
      .send({ ...body, isPilot: true });
    expect([taken.status, taken.body.type]).toEqual([409, '/problems/programme-id-taken']);
    const first = await service.as(evaluator);
    await send('post', '/api/v1/programmes')
      .set(first)
      .send({ ...body, id: 'one' });
    const other = await send('post', '/api/v1/programmes')
      .set(first)
      .send({ ...body, id: 'two' });
    expect([other.status, other.body.type]).toEqual([422, '/problems/idempotency-key-reused']);
    const unknown = await send('post', '/api/v1/programmes')
      .set(await service.as(evaluator))
      .send({ ...body, id: 'other', colour: 'red' });
    expect(unknown.body).toMatchObject({ status: 422, type: '/problems/unknown-field', field: 'colour' });
    const wrong = await send('post', '/api/v1/programmes')
      .set(await service.as(evaluator))
      .send({ ...body, id: 'other', periods: [aPeriod({ opens: 'soon' })] });
    expect(wrong.body).toMatchObject({ status: 422, field: 'periods.0.opens' });
    const nowhere = await send('post', '/api/v1/programmes')
      .set(await service.as(evaluator))
      .send({ ...body, id: 'other', timezone: 'Pont-y-bore' });
    expect(nowhere.body).toMatchObject({ status: 422, field: 'timezone' });
  });

  it('lets nobody in without a role, and shows nothing to another organisation', async () => {
    expect((await send('get', '/api/v1/programmes/telling')).status).toBe(401);
    const member = await service.as({ person: 'M1', roles: [{ role: 'panel-member' }] });
    expect((await send('post', '/api/v1/programmes').set(member).send(body)).status).toBe(403);
    const other = await service.as({ person: 'X', organisation: 'others', roles: [{ role: 'evaluator' }] });
    expect((await send('get', '/api/v1/programmes/telling').set(other)).status).toBe(404);
  });

  it('opens a period on its page, and says it to the other services', async () => {
    await seesSafeguardingPeople(service);
    const named = send('put', '/api/v1/programmes/telling/safeguarding').set(await service.as(evaluator));
    expect((await named.send(safeguarding)).body).toEqual({ version: 2 });
    const browser = await service.browser(evaluator);
    const address = '/en/programmes/telling/periods/2026-Q1/open-period';
    expect((await browser.open(address)).page.heading).toBe('Open the period: January to March 2026');
    const sent = await browser.send(address, { why: '' });
    expect([sent.status, sent.leadsTo]).toEqual([303, '/en/programmes/telling?done=period-opened']);
    expect((await browser.open('/en/programmes/telling')).page.text).toContain('Open for stories');
    await service.settled();
    const ofIt = service.said().filter(({ subject }) => subject === 'programme/telling');
    expect(ofIt.map(({ type, id }) => [type, id])).toEqual([
      ['programme.revised.v1', 'programme/telling@1'],
      ['programme.revised.v1', 'programme/telling@2'],
      ['programme.revised.v1', 'programme/telling@3'],
    ]);
  });

  it('lets nobody open or close a period of a programme that is not theirs to change', async () => {
    const elsewhere = { person: 'E2', roles: [{ role: 'evaluator' as const, programme: 'another' }] };
    const stranger = { person: 'X', organisation: 'others', roles: [{ role: 'evaluator' as const }] };
    for (const act of ['opening', 'closing']) {
      const address = `/api/v1/programmes/telling/periods/2026-Q1/${act}`;
      expect(
        (
          await send('post', address)
            .set(await service.as(elsewhere))
            .send({})
        ).status,
      ).toBe(403);
      expect(
        (
          await send('post', address)
            .set(await service.as(stranger))
            .send({})
        ).status,
      ).toBe(404);
    }
    for (const act of ['open', 'close']) {
      const address = `/en/programmes/telling/periods/2026-Q1/${act}-period`;
      expect((await (await service.browser(elsewhere)).send(address, { why: '' })).status).toBe(403);
      expect((await (await service.browser(stranger)).send(address, { why: '' })).status).toBe(404);
    }
  });

  it('asks why when a closed period is to open again, and keeps what was typed', async () => {
    const browser = await service.browser(evaluator);
    await browser.send('/en/programmes/telling/periods/2026-Q1/close-period', { why: '' });
    const refused = await browser.send('/cy/programmes/telling/periods/2026-Q1/open-period', { why: ' ' });
    expect(refused.status).toBe(422);
    expect(refused.page.errors).toEqual([
      { text: 'Dim ond gyda rheswm y mae cyfnod a gaewyd yn agor eto.', input: 'why' },
    ]);
  });
});
