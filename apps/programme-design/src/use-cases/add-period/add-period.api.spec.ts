import {
  evaluatorElsewhere,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/api/v1/programmes/telling/periods';
const spring = {
  name: { en: 'Spring 2026', cy: 'Gwanwyn 2026' },
  opens: '2026-04-01',
  closes: '2026-06-30',
  prompt: { lookBack: 'P3M', question: { en: 'What changed?', cy: 'Beth newidiodd?' } },
};

describe('POST a period', () => {
  let programmes: ProgrammeService;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
  });
  afterEach(() => programmes.service.close());

  it('adds it planned, with its own question; it can then be opened', async () => {
    const added = await programmes.ask('post', address, { body: spring });
    expect([added.status, added.body, added.headers['etag']]).toEqual([201, { id: 'spring-2026', version: 2 }, '"2"']);
    expect((await programmes.read('telling')).periods[1]).toEqual({ id: 'spring-2026', ...spring, status: 'planned' });
    await programmes.nameSafeguarding('telling');
    const opened = await programmes.ask('post', `${address}/spring-2026/opening`, { body: {} });
    expect(opened.body).toEqual({ version: 4 });
  });

  it('asks again what another period asked, where nothing else is said', async () => {
    await programmes.ask('post', address, { body: spring });
    const { prompt, ...days } = spring;
    const copy = { ...days, name: { en: 'Summer 2026', cy: 'Haf 2026' }, copyOf: 'spring-2026' };
    expect((await programmes.ask('post', address, { body: copy })).status).toBe(201);
    expect((await programmes.read('telling')).periods[2]).toMatchObject({ id: 'summer-2026', prompt });
    const unknown = await programmes.ask('post', address, { body: { ...copy, copyOf: 'nowhere' } });
    expect([unknown.status, unknown.body.field]).toEqual([404, 'copyOf']);
  });

  it('cannot be added open', async () => {
    const { status, body } = await programmes.ask('post', address, { body: { ...spring, status: 'open' } });
    expect([status, body.type, body.field]).toEqual([422, '/problems/unknown-field', 'status']);
  });

  it.each([
    ['dates the wrong way round', { closes: '2026-03-31' }, 'closes'],
    ['a day that is none', { opens: '2026-13-01' }, 'opens'],
    ['a name that is used', { name: { en: 'January to March 2026', cy: 'Arall' } }, 'name.en'],
    ['a look-back that is no time', { prompt: { ...spring.prompt, lookBack: 'soon' } }, 'prompt.lookBack'],
  ])('refuses %s', async (_, wrong, field) => {
    const { status, body } = await programmes.ask('post', address, { body: { ...spring, ...wrong } });
    expect([status, body.field]).toEqual([422, field]);
  });

  it('is for those who may change the programme', async () => {
    expect((await programmes.ask('post', address, { as: evaluatorElsewhere, body: spring })).status).toBe(403);
    expect((await programmes.ask('post', address, { as: strangerOrganisation, body: spring })).status).toBe(404);
  });
});
