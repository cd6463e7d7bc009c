import { aPanel } from '#contracts/testing/a-programme.js';

import {
  evaluatorElsewhere,
  facilitator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const ladder = '/api/v1/programmes/telling/ladder';
const name = { en: 'West panel', cy: 'Panel y Gorllewin' };
const west = { level: 1, name, defaultMethod: 'consensus', passesUpTo: [] };

describe('the ladder by API', () => {
  let programmes: ProgrammeService;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
  });
  afterEach(() => programmes.service.close());

  it('is replaced whole, by whoever saw it as it is', async () => {
    const { levels } = await programmes.read('telling');
    const body = { levels, panels: [{ ...west, id: 'west', area: [] }], why: 'Fewer panels' };
    const unseen = await programmes.ask('put', ladder, { body });
    expect([unseen.status, unseen.body.type]).toEqual([428, '/problems/ladder-version-needed']);
    const done = await programmes.ask('put', ladder, { body, headers: { 'if-match': '"1"' } });
    expect([done.status, done.body, done.headers['etag']]).toEqual([200, { version: 2 }, '"2"']);
    expect((await programmes.read('telling')).panels).toEqual(body.panels);
    const stale = await programmes.ask('put', ladder, { body, headers: { 'if-match': '"1"' } });
    expect([stale.status, stale.body.type]).toEqual([412, '/problems/stale-version']);
  });

  it('refuses a whole that does not hold, by its field', async () => {
    const body = { levels: [], panels: [{ ...west, id: 'west', area: [] }] };
    const { status, body: problem } = await programmes.ask('put', ladder, { body, headers: { 'if-match': '"1"' } });
    expect([status, problem.type, problem.field]).toEqual([422, '/problems/panel-level-unknown', 'panels.0.level']);
  });

  it('takes a panel, changes it, and loses it again', async () => {
    expect((await programmes.ask('put', `${ladder}/panels/west`, { body: west })).body).toEqual({ version: 2 });
    const changed = { ...west, defaultMethod: 'ranked', area: ['Dyfed'] };
    expect((await programmes.ask('put', `${ladder}/panels/west`, { body: changed })).body).toEqual({ version: 3 });
    expect((await programmes.read('telling')).panels).toEqual([aPanel(), { id: 'west', ...changed }]);
    expect((await programmes.ask('delete', `${ladder}/panels/west`)).status).toBe(200);
    expect((await programmes.read('telling')).panels).toEqual([aPanel()]);
    expect((await programmes.ask('delete', `${ladder}/panels/west`)).body.type).toBe(
      '/problems/ladder-panel-not-found',
    );
  });

  it('names a level, and takes off one that is empty', async () => {
    const board = { en: 'Board', cy: 'Bwrdd' };
    expect((await programmes.ask('put', `${ladder}/levels/2`, { body: { name: board } })).status).toBe(200);
    expect((await programmes.read('telling')).levels[1]).toEqual({ level: 2, name: board });
    const held = await programmes.ask('delete', `${ladder}/levels/1`);
    expect([held.status, held.body.type]).toEqual([409, '/problems/ladder-level-has-panels']);
    expect((await programmes.ask('delete', `${ladder}/levels/2`)).status).toBe(200);
    expect((await programmes.read('telling')).levels).toHaveLength(1);
    expect((await programmes.ask('delete', `${ladder}/levels/first`)).status).toBe(404);
  });

  it.each([
    ['put', '', { levels: [], panels: [] }],
    ['put', '/panels/west', west],
    ['delete', '/panels/east', undefined],
    ['put', '/levels/1', { name }],
    ['delete', '/levels/2', undefined],
  ] as const)('%s %s is for those who may change the programme', async (method, part, body) => {
    const headers = { 'if-match': '"1"' };
    const asked = (as: typeof facilitator) =>
      programmes.ask(method, `${ladder}${part}`, { as, headers, ...(body === undefined ? {} : { body }) });
    expect((await asked(facilitator)).status).toBe(403);
    expect((await asked(evaluatorElsewhere)).status).toBe(403);
    expect((await asked(strangerOrganisation)).status).toBe(404);
    expect((await programmes.ask('get', '/api/v1/programmes/telling')).headers['etag']).toBe('"1"');
  });
});
