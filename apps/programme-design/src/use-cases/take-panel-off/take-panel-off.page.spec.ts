import { aPanel } from '#contracts/testing/a-programme.js';
import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  evaluatorElsewhere,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/en/programmes/telling/panels/top/take-panel-off';
const top = aPanel({ id: 'top', level: 2, name: { en: 'Top panel', cy: 'Panel y brig' } });

describe('the page that takes a panel off', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create({ panels: [aPanel({ passesUpTo: ['top'] }), top] });
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  it('says beforehand what it will mean, and leads back', async () => {
    const { page } = await browser.open(address);
    expect(page.heading).toBe('Telling the change Take this panel off the programme: Top panel');
    expect(page.mainText).toContain('This panel will no longer pass stories up to it: East panel');
    expect(page.mainText).toContain('What the panel has decided stays on record.');
    expect(page.linkTo('Keep the panel')).toBe('/en/programmes/telling');
    const welsh = (await browser.open('/cy/programmes/telling/panels/top/take-panel-off')).page;
    expect(welsh.mainText).toContain('Ni fydd y panel hwn yn pasio straeon i fyny iddo mwyach: Panel y Dwyrain');
  });

  it('takes it off; sent again, the same form does no more and no harm', async () => {
    const form = { ...(await browser.open(address)).page.formValues, why: 'It never met' };
    const { leadsTo } = await browser.send(address, form);
    expect(leadsTo).toBe('/en/programmes/telling?done=panel-taken-off');
    expect((await browser.send(address, form)).leadsTo).toBe(leadsTo);
    expect((await programmes.read('telling')).panels).toEqual([aPanel()]);
  });

  it('does not take it off a ladder that changed meanwhile, and keeps the reason', async () => {
    const form = { ...(await browser.open(address)).page.formValues, why: 'It never met' };
    const body = { name: { en: 'Other', cy: 'Arall' } };
    await programmes.ask('put', '/api/v1/programmes/telling/ladder/levels/1', { body });
    const { status, page } = await browser.send(address, form);
    expect(status).toBe(422);
    expect(page.field('Why is it taken off? (optional)').value).toBe('It never met');
    expect((await programmes.read('telling')).panels).toHaveLength(2);
  });

  it('is not there for another organisation, nor for a panel that is not on the ladder', async () => {
    expect((await browser.open('/en/programmes/telling/panels/north/take-panel-off')).status).toBe(404);
    const stranger = await programmes.service.browser(strangerOrganisation);
    expect((await stranger.open(address)).status).toBe(404);
    expect((await stranger.send(address, {})).status).toBe(404);
    const elsewhere = await programmes.service.browser(evaluatorElsewhere);
    expect((await elsewhere.send(address, {})).status).toBe(403);
    expect((await programmes.read('telling')).panels).toHaveLength(2);
  });
});
