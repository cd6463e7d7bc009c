import { aPanel } from '#contracts/testing/a-programme.js';

import {
  evaluatorElsewhere,
  facilitator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/api/v1/programmes/telling/ladder/panels/east/rules';
const ladder = '/api/v1/programmes/telling/ladder';

describe('the rules of one panel by API', () => {
  let programmes: ProgrammeService;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
  });
  afterEach(() => programmes.service.close());

  const revise = (body: object, as = undefined as typeof facilitator | undefined) =>
    programmes.ask('put', address, { body, ...(as === undefined ? {} : { as }) });
  const panel = async () => (await programmes.read('telling')).panels[0];

  it('are the ones it has of its own; null is the same as left out, and none is none', async () => {
    const body = { quorum: 'all', scale: { min: 1, max: 5 }, maxRounds: null, choicesNeedReasons: true, why: 'Small' };
    expect((await revise(body)).body).toEqual({ version: 2 });
    const rules = { quorum: 'all', scale: { min: 1, max: 5 }, choicesNeedReasons: true } as const;
    expect(await panel()).toEqual(aPanel({ rules }));
    expect((await programmes.read('telling')).rules).toMatchObject({ quorum: 'more_than_half', maxRounds: 3 });
    expect((await revise({})).body).toEqual({ version: 3 });
    expect(await panel()).toEqual(aPanel());
  });

  it('stay when the panel is placed anew, and stand in a ladder that is replaced whole', async () => {
    const rules = { tooCloseMayTalk: false };
    await revise(rules);
    const { level, name, passesUpTo } = aPanel();
    await programmes.ask('put', `${ladder}/panels/east`, {
      body: { level, name, passesUpTo, defaultMethod: 'ranked' },
    });
    expect(await panel()).toEqual(aPanel({ defaultMethod: 'ranked', rules }));
    const { levels, panels } = await programmes.read('telling');
    const whole = { levels, panels: panels.map((each) => ({ ...each, rules: { maxRounds: 2 } })) };
    const done = await programmes.ask('put', ladder, { body: whole, headers: { 'if-match': '"3"' } });
    expect(done.status).toBe(200);
    expect(await panel()).toEqual(aPanel({ defaultMethod: 'ranked', rules: { maxRounds: 2 } }));
  });

  it('are refused by the field where they cannot hold', async () => {
    const refused = async (body: object) => {
      const { status, body: problem } = await revise(body);
      return [status, problem.field ?? problem.errors?.[0]?.field];
    };
    expect(await refused({ scale: { min: 3, max: 3 } })).toEqual([422, 'scale.max']);
    expect(await refused({ quorum: 'most' })).toEqual([422, 'quorum']);
    expect(await refused({ maxRounds: 0 })).toEqual([422, 'maxRounds']);
    expect(await refused({ choicesNeedReasons: 'yes' })).toEqual([422, 'choicesNeedReasons']);
    const north = await programmes.ask('put', address.replace('east', 'north'), { body: {} });
    expect([north.status, north.body.type]).toEqual([404, '/problems/ladder-panel-not-found']);
  });

  it('are for those who may change the programme', async () => {
    const body = { quorum: 'all' };
    expect((await revise(body, facilitator)).status).toBe(403);
    expect((await revise(body, evaluatorElsewhere)).status).toBe(403);
    expect((await revise(body, strangerOrganisation)).status).toBe(404);
    expect(await panel()).toEqual(aPanel());
  });

  it('leave a record with what each says', async () => {
    await revise({ quorum: 4, why: 'A panel of seven' });
    const [change] = (await programmes.ask('get', '/api/v1/programmes/telling/changes')).body.items;
    expect(change).toMatchObject({ change: 'PanelRulesRevised', why: 'A panel of seven' });
  });
});
