import { aPeriod } from '#contracts/testing/a-programme.js';
import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  evaluatorElsewhere,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/en/programmes/telling/periods/2026-Q1/revise-period';
const api = '/api/v1/programmes/telling/periods/2026-Q1';
const { name, opens, closes } = aPeriod();

describe('a period that is changed', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create({ periods: [aPeriod({ status: 'open' })] });
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  it('is put off on its page, with why, while stories are told', async () => {
    const linked = (await browser.open('/en/programmes/telling')).page.linkTo('Change: January to March 2026');
    expect(linked).toBe(address);
    const { page } = await browser.open(address);
    expect(page.heading).toBe('Telling the change Change the period: January to March 2026');
    expect(page.field('When does it close?').values).toEqual(['31', '3', '2026']);
    expect(page.field('The question in Welsh').value).toBe('Beth newidiodd?');
    const form = { ...page.formValues, 'closes-day': '17', 'closes-month': '4', why: 'Easter came between' };
    expect((await browser.send(address, form)).leadsTo).toBe('/en/programmes/telling?done=period-revised');
    expect((await browser.send(address, form)).status).toBe(303);
    expect((await programmes.read('telling')).periods[0]).toMatchObject({ closes: '2026-04-17', status: 'open' });
    const record = (await browser.open('/cy/programmes/telling/changes')).page.mainText.replace(/\s+/g, ' ');
    expect(record).toContain('Newidiwyd cyfnod: Ionawr i Fawrth 2026');
    expect(record).toContain('5 Ionawr 2026 – 17 Ebrill 2026');
    expect(record).toContain('Pam: Easter came between');
  });

  it('says by the field what is wrong, in either language, and keeps what was typed', async () => {
    const form = { ...(await browser.open(address)).page.formValues, 'closes-year': '2025', 'name.cy': 'Y gaeaf' };
    expect((await browser.send(address, form)).page.errors).toEqual([
      { text: 'Say why this is changed', input: 'why' },
    ]);
    const welsh = address.replace('/en/', '/cy/');
    const { status, page } = await browser.send(welsh, { ...form, why: 'x' });
    expect([status, page.errors]).toEqual([422, [{ text: 'Mae’r cyfnod yn cau cyn iddo agor.', input: 'closes-day' }]]);
    expect(page.field('Enw yn Gymraeg').value).toBe('Y gaeaf');
  });

  it('is changed by API; a question that is left out stays', async () => {
    const prompt = { lookBack: 'P1M', question: { en: 'And now?', cy: 'A nawr?' } };
    const asks = await programmes.ask('put', api, { body: { name, opens, closes, prompt, why: 'A clearer one' } });
    expect([asks.status, asks.body]).toEqual([200, { version: 4 }]);
    await programmes.ask('put', api, { body: { name, opens, closes: '2026-04-30' } });
    expect((await programmes.read('telling')).periods).toEqual([
      aPeriod({ status: 'open', closes: '2026-04-30', prompt }),
    ]);
    const wrong = await programmes.ask('put', api, { body: { name, opens, closes: '2026-01-01' } });
    expect([wrong.status, wrong.body.field]).toEqual([422, 'closes']);
    const typed = await programmes.ask('put', api, { body: { name, opens, closes: 'soon' } });
    expect([typed.status, typed.body.field]).toEqual([422, 'closes']);
  });

  it('is changed by nobody else, and is not there where there is none', async () => {
    const body = { name, opens, closes: '2026-04-30' };
    expect((await programmes.ask('put', api, { as: strangerOrganisation, body })).status).toBe(404);
    expect((await programmes.ask('put', api, { as: evaluatorElsewhere, body })).status).toBe(403);
    expect((await programmes.ask('put', `${api}-none`, { body })).status).toBe(404);
    expect((await browser.open(address.replace('2026-Q1', 'none'))).status).toBe(404);
    const stranger = await programmes.service.browser(strangerOrganisation);
    expect((await stranger.open(address)).status).toBe(404);
    expect((await programmes.read('telling')).periods[0]?.closes).toBe('2026-03-31');
  });
});
