import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const newLevel = '/en/programmes/telling/name-level';
const firstLevel = '/en/programmes/telling/levels/1/name-level';
const takeOff = '/en/programmes/telling/levels/2/take-level-off';
const board = { 'name.en': 'Board', 'name.cy': 'Bwrdd', why: '' };

describe('the pages of the levels of a ladder', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  const levels = async () => (await programmes.read('telling')).levels.map(({ level, name }) => [level, name.en]);
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  it('add a level above the others, once of a form sent twice', async () => {
    const { page } = await browser.open(newLevel);
    expect(page.mainText).toContain('It stands above the highest level there is now: National');
    const form = { ...page.formValues, ...board };
    expect((await browser.send(newLevel, form)).leadsTo).toBe('/en/programmes/telling?done=level-added');
    expect((await browser.send(newLevel, form)).status).toBe(303);
    expect(await levels()).toEqual([
      [1, 'Service panels'],
      [2, 'National'],
      [3, 'Board'],
    ]);
  });

  it('change the names of a level, which stand there already', async () => {
    const { page } = await browser.open(firstLevel);
    expect(page.field('Name of the level in Welsh').value).toBe('Paneli gwasanaeth');
    await browser.send(firstLevel, { ...page.formValues, 'name.en': 'First panels' });
    expect(await levels()).toEqual([
      [1, 'First panels'],
      [2, 'National'],
    ]);
  });

  it('refuse a name that is used, and a version that has moved on, and keep what was typed', async () => {
    const form = (await browser.open(firstLevel)).page.formValues;
    const used = await browser.send(firstLevel, { ...form, 'name.cy': 'CENEDLAETHOL' });
    expect(used.page.errors[0]?.input).toBe('name.cy');
    expect(used.page.field('Name of the level in Welsh').value).toBe('CENEDLAETHOL');
    await browser.send(newLevel, board);
    const stale = await browser.send('/cy/programmes/telling/levels/1/name-level', { ...form, 'name.en': 'First' });
    expect(stale.status).toBe(422);
    expect(stale.page.field('Enw’r lefel yn Saesneg').value).toBe('First');
  });

  it('take off a level that has no panels, and say why one that has them stays', async () => {
    const empty = (await browser.open(takeOff)).page;
    expect(empty.linkTo('Keep the level')).toBe('/en/programmes/telling');
    expect((await browser.send(takeOff, empty.formValues)).leadsTo).toBe('/en/programmes/telling?done=level-taken-off');
    expect(await levels()).toEqual([[1, 'Service panels']]);
    const { page } = await browser.send('/cy/programmes/telling/levels/1/take-level-off', {});
    expect(page.errors).toEqual([{ text: 'Mae paneli ar lefel 1 o hyd.', input: undefined }]);
  });

  it('are not there for another organisation, nor for a level that is none', async () => {
    expect((await browser.open('/en/programmes/telling/levels/9/name-level')).status).toBe(404);
    expect((await browser.open('/en/programmes/telling/levels/first/take-level-off')).status).toBe(404);
    const stranger = await programmes.service.browser(strangerOrganisation);
    for (const address of [newLevel, firstLevel, takeOff]) {
      expect((await stranger.open(address)).status).toBe(404);
      expect((await stranger.send(address, board)).status).toBe(404);
    }
  });
});
