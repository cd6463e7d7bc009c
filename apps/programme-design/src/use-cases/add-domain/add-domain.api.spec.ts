import {
  evaluatorElsewhere,
  facilitator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/api/v1/programmes/telling/domains';
const lessons = {
  kind: 'negative',
  name: { en: 'Lessons', cy: 'Gwersi' },
  description: { en: 'What did not work', cy: 'Yr hyn na weithiodd' },
};

describe('POST a domain', () => {
  let programmes: ProgrammeService;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
  });
  afterEach(() => programmes.service.close());

  it('adds it, and says its id and the programme’s version', async () => {
    const added = await programmes.ask('post', address, { body: { ...lessons, why: 'Nobody told bad news' } });
    expect([added.status, added.body]).toEqual([201, { id: 'lessons', version: 2 }]);
    expect([added.headers['etag'], added.headers['location']]).toEqual(['"2"', '/api/v1/programmes/telling']);
    expect((await programmes.read('telling')).domains[1]).toEqual({ id: 'lessons', ...lessons });
    await programmes.service.settled();
    expect(programmes.service.said().map(({ id }) => id)).toEqual(['programme/telling@1', 'programme/telling@2']);
  });

  it('adds one that is asked about from a period on', async () => {
    const body = { ...lessons, firstPeriod: '2026-Q1' };
    expect((await programmes.ask('post', address, { body })).status).toBe(201);
    expect((await programmes.read('telling')).domains[1]).toEqual({ id: 'lessons', ...body });
  });

  it('adds it once, however often the same request comes', async () => {
    const headers = { 'idempotency-key': 'one' };
    const first = await programmes.ask('post', address, { body: lessons, headers });
    const again = await programmes.ask('post', address, { body: lessons, headers });
    expect(again.body).toEqual(first.body);
    const other = await programmes.ask('post', address, { body: { ...lessons, kind: 'open' }, headers });
    expect([other.status, other.body.type]).toEqual([422, '/problems/idempotency-key-reused']);
    expect((await programmes.read('telling')).domains).toHaveLength(2);
  });

  it('is not done to a version that has moved on', async () => {
    const headers = { 'if-match': '"1"' };
    expect((await programmes.ask('post', address, { body: lessons, headers })).status).toBe(201);
    const other = { ...lessons, name: { en: 'Trust', cy: 'Ymddiriedaeth' } };
    const stale = await programmes.ask('post', address, { body: other, headers });
    expect([stale.status, stale.body.type]).toEqual([412, '/problems/stale-version']);
  });

  it.each([
    ['a kind that is none', { kind: 'sad' }, 'kind'],
    ['a blank name', { name: { en: ' ', cy: 'Gwersi' } }, 'name.en'],
    ['a name that is used', { name: { en: 'quality of LIFE', cy: 'Arall' } }, 'name.en'],
    ['an id that is used', { id: 'quality' }, 'id'],
    ['a first period that is none', { firstPeriod: '2031-Q1' }, 'firstPeriod'],
    ['an id of other signs', { id: '../quality' }, 'id'],
  ])('refuses %s', async (_, wrong, field) => {
    const { status, body } = await programmes.ask('post', address, { body: { ...lessons, ...wrong } });
    expect([status, body.field]).toEqual([422, field]);
  });

  it('is for those who may change the programme', async () => {
    expect((await programmes.ask('post', address, { as: facilitator, body: lessons })).status).toBe(403);
    expect((await programmes.ask('post', address, { as: evaluatorElsewhere, body: lessons })).status).toBe(403);
    const stranger = await programmes.ask('post', address, { as: strangerOrganisation, body: lessons });
    expect([stranger.status, stranger.body.type]).toEqual([404, '/problems/programme-not-found']);
  });
});
