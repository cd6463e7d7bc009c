import { aPanel } from '#contracts/testing/a-programme.js';
import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  evaluatorElsewhere,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const newPanel = '/en/programmes/telling/place-panel';
const eastPanel = '/en/programmes/telling/panels/east/place-panel';
const top = aPanel({ id: 'top', level: 2, name: { en: 'Top panel', cy: 'Panel y brig' } });
const east = aPanel({ passesUpTo: ['top'], area: ['Gwent', 'Powys'] });
const west = {
  'name.en': 'West panel',
  'name.cy': 'Panel y Gorllewin',
  level: '1',
  defaultMethod: 'ranked',
  passesUpTo: ['top'],
  parallelTo: 'east',
  area: ' Dyfed\r\n\r\nGwynedd ',
  why: 'More people want to read',
};

describe('the page that places a panel on the ladder', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create({ panels: [east, top] });
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  it('begins a new panel on the lowest level, with one vote', async () => {
    const { page } = await browser.open(newPanel);
    expect(page.heading).toBe('Telling the change Add a panel');
    expect(page.field('Which level is it on?')).toMatchObject({ value: '1', options: ['1', '2'] });
    expect(page.field('How does it choose?').value).toBe('majority');
    expect(page.field('How does it choose?').options).toHaveLength(8);
    expect(page.field('Which panels does it pass stories up to? (optional)').options).toEqual(['top', 'east']);
  });

  it('adds a panel, once of a form sent twice', async () => {
    const form = { ...(await browser.open(newPanel)).page.formValues, ...west };
    const { leadsTo = '' } = await browser.send(newPanel, form);
    expect(leadsTo).toBe('/en/programmes/telling?done=panel-added');
    expect((await browser.send(newPanel, form)).leadsTo).toBe(leadsTo);
    expect((await programmes.read('telling')).panels).toEqual([
      east,
      top,
      {
        id: 'west-panel',
        level: 1,
        name: { en: 'West panel', cy: 'Panel y Gorllewin' },
        area: ['Dyfed', 'Gwynedd'],
        defaultMethod: 'ranked',
        passesUpTo: ['top'],
        parallelTo: 'east',
      },
    ]);
    const { page } = await browser.open(leadsTo);
    expect(page.text).toContain('Reads the same stories as: East panel');
    expect(page.linkTo('Change: West panel')).toBe('/en/programmes/telling/panels/west-panel/place-panel');
  });

  it('shows a panel as it stands, in both languages, and changes nothing when it is saved as it is', async () => {
    const { page } = await browser.open(eastPanel);
    expect(page.heading).toBe('Telling the change Change the panel: East panel');
    expect(page.field('Places it is for (optional)').value).toBe('Gwent\nPowys');
    expect(page.field('Which panels does it pass stories up to? (optional)')).toMatchObject({
      values: ['top'],
      options: ['top'],
    });
    expect((await browser.send(eastPanel, page.formValues)).leadsTo).toBe('/en/programmes/telling?done=panel-changed');
    expect((await programmes.read('telling')).panels).toEqual([east, top]);
    const welsh = (await browser.open('/cy/programmes/telling/panels/east/place-panel')).page;
    expect(welsh.heading).toBe('Dweud y newid Newid y panel: Panel y Dwyrain');
  });

  it('does not overwrite what somebody else changed meanwhile; keeps what was typed; a second sending is a decision', async () => {
    const form = { ...(await browser.open(eastPanel)).page.formValues, 'name.en': 'Eastern panel' };
    const { name, level, passesUpTo } = east;
    const body = { name, level, passesUpTo, defaultMethod: 'consensus' };
    await programmes.ask('put', '/api/v1/programmes/telling/ladder/panels/east', { body });
    const { status, page } = await browser.send(eastPanel, form);
    expect(status).toBe(422);
    expect(page.errors).toEqual([
      { text: 'Your change was made to an older version, so it was not saved.', input: undefined },
    ]);
    expect(page.mainText).toContain('If you send this page again, it replaces what stands there now.');
    expect(page.field('Name in English').value).toBe('Eastern panel');
    expect((await programmes.read('telling')).panels[0]).toMatchObject({ defaultMethod: 'consensus' });
    expect((await browser.send(eastPanel, page.formValues)).status).toBe(303);
    expect((await programmes.read('telling')).panels[0]).toMatchObject({
      name: { en: 'Eastern panel' },
      defaultMethod: 'majority',
    });
  });

  it('a mistake in typing does not make an old version a new one', async () => {
    const form = { ...(await browser.open(eastPanel)).page.formValues };
    const body = { name: { en: 'Other', cy: 'Arall' } };
    await programmes.ask('put', '/api/v1/programmes/telling/ladder/levels/1', { body });
    const mistaken = await browser.send(eastPanel, { ...form, 'name.en': '' });
    const { page } = await browser.send(eastPanel, { ...mistaken.page.formValues, 'name.en': 'East' });
    expect(page.errors[0]?.text).toMatch(/older version/);
  });

  it('says at each field what the ladder does not allow', async () => {
    const sent = async (answers: object) =>
      (await browser.send(newPanel, { ...west, ...answers })).page.errors[0]?.input;
    expect(await sent({ passesUpTo: ['east'] })).toBe('passesUpTo');
    expect(await sent({ parallelTo: 'top' })).toBe('parallelTo');
    expect(await sent({ 'name.cy': 'panel y dwyrain' })).toBe('name.cy');
    expect(await sent({ level: '9' })).toBe('level');
    const upTo = async (address: string) =>
      (await browser.send(address, { ...west, passesUpTo: ['east'] })).page.errors[0]?.text;
    expect(await upTo(newPanel)).toBe('West panel cannot pass up to East panel: that panel is not on a higher level.');
    expect(await upTo('/cy/programmes/telling/place-panel')).toBe(
      'Panel y Gorllewin: nid yw’r panel hwn ar lefel is na Panel y Dwyrain.',
    );
    const welsh = (await browser.send('/cy/programmes/telling/place-panel', { ...west, level: '' })).page;
    expect(welsh.errors).toEqual([{ text: 'Dewiswch lefel', input: 'level' }]);
    expect(welsh.field('Enw yn Gymraeg').value).toBe('Panel y Gorllewin');
  });

  it('leads to a level first where there is none', async () => {
    await programmes.create({ id: 'bare', levels: [], panels: [] });
    const { page } = await browser.open('/en/programmes/bare/place-panel');
    expect(page.linkTo('Add a level first')).toBe('/en/programmes/bare/name-level');
    expect(page.buttons).toEqual([]);
  });

  it('is not there for another organisation, nor for a panel that is not on the ladder', async () => {
    const takenOff = '/en/programmes/telling/panels/north/place-panel';
    expect((await browser.open(takenOff)).status).toBe(404);
    expect((await browser.send(takenOff, west)).status).toBe(404);
    expect((await programmes.read('telling')).panels).toHaveLength(2);
    const stranger = await programmes.service.browser(strangerOrganisation);
    const elsewhere = await programmes.service.browser(evaluatorElsewhere);
    for (const address of [newPanel, eastPanel]) {
      expect((await stranger.open(address)).status).toBe(404);
      expect((await stranger.send(address, west)).status).toBe(404);
      expect((await elsewhere.send(address, west)).status).toBe(403);
    }
  });
});
