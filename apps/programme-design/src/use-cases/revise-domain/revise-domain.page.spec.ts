import { aDomain, aPeriod } from '#contracts/testing/a-programme.js';
import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  evaluatorElsewhere,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/en/programmes/telling/domains/quality/revise-domain';
const api = '/api/v1/programmes/telling/domains/quality';
const later = { ...{ id: 'later', opens: '2026-04-01', closes: '2026-06-30' }, name: { en: 'Spring', cy: 'Gwanwyn' } };
const wellBeing = { name: { en: 'Well-being', cy: 'Llesiant' }, description: { en: 'How life is', cy: '' } };

describe('a domain that is changed', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create({ periods: [aPeriod(later), aPeriod()] });
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  it('is given another name and a last period on its page, with why', async () => {
    const linked = (await browser.open('/en/programmes/telling')).page.linkTo('Change: Quality of life');
    expect(linked).toBe(address);
    const { page } = await browser.open(address);
    expect(page.field('Up to which period is it asked about?').options).toEqual(['', '2026-Q1', 'later']);
    const form = { ...page.formValues, 'name.cy': 'Llesiant', lastPeriod: '2026-Q1', why: 'Nobody spoke to it' };
    const { leadsTo = '' } = await browser.send(address, form);
    expect(leadsTo).toBe('/en/programmes/telling?done=domain-revised');
    expect((await browser.send(address, form)).status).toBe(303);
    const changed = aDomain({ name: { en: 'Quality of life', cy: 'Llesiant' }, lastPeriod: '2026-Q1' });
    expect((await programmes.read('telling')).domains).toEqual([changed]);
    expect((await browser.open(leadsTo)).page.mainText).toContain(
      'Asked about up to this period: January to March 2026',
    );
    const record = (await browser.open('/cy/programmes/telling/changes')).page.mainText.replace(/\s+/g, ' ');
    expect(record).toContain('Newidiwyd maes: Llesiant');
    expect(record).toContain('Gofynnir amdano hyd at y cyfnod hwn: Ionawr i Fawrth 2026');
    expect((await browser.open(address)).page.field('Up to which period is it asked about?').value).toBe('2026-Q1');
  });

  it('says by the field what is wrong, in either language, and keeps what was typed', async () => {
    const form = { ...(await browser.open(address)).page.formValues, firstPeriod: 'later', lastPeriod: '2026-Q1' };
    expect((await browser.send(address, form)).page.errors).toEqual([
      { text: 'Say why this is changed', input: 'why' },
    ]);
    const { status, page } = await browser.send(address.replace('/en/', '/cy/'), { ...form, why: 'Rheswm' });
    expect([status, page.errors]).toEqual([
      422,
      [{ text: 'Mae’r cyfnod olaf yn agor cyn y cyfnod cyntaf.', input: 'lastPeriod' }],
    ]);
    expect(page.field('Pam y newid hwn?').value).toBe('Rheswm');
  });

  it('is changed by API, and its kind stays', async () => {
    const changed = await programmes.ask('put', api, { body: { ...wellBeing, firstPeriod: 'later' } });
    expect([changed.status, changed.body]).toEqual([200, { version: 2 }]);
    expect((await programmes.read('telling')).domains).toEqual([aDomain({ ...wellBeing, firstPeriod: 'later' })]);
    await programmes.ask('put', api, { body: wellBeing });
    expect((await programmes.read('telling')).domains).toEqual([aDomain(wellBeing)]);
    const unknown = await programmes.ask('put', api, { body: { ...wellBeing, lastPeriod: 'none' } });
    expect([unknown.status, unknown.body.field]).toEqual([422, 'lastPeriod']);
  });

  it('is changed by nobody else, and is not there where there is none', async () => {
    expect((await programmes.ask('put', api, { as: strangerOrganisation, body: wellBeing })).status).toBe(404);
    expect((await programmes.ask('put', api, { as: evaluatorElsewhere, body: wellBeing })).status).toBe(403);
    expect((await programmes.ask('put', `${api}-none`, { body: wellBeing })).status).toBe(404);
    expect((await browser.open(address.replace('quality', 'none'))).status).toBe(404);
    const stranger = await programmes.service.browser(strangerOrganisation);
    expect((await stranger.open(address)).status).toBe(404);
    expect((await programmes.read('telling')).domains).toEqual([aDomain()]);
  });
});
