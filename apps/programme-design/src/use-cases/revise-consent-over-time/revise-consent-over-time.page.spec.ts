import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  facilitator,
  startProgrammeService,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const programme = '/en/programmes/telling';
const address = `${programme}/revise-consent-over-time`;

describe('youngest age, and when consent is asked for again', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeAll(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    browser = await programmes.service.browser(evaluator);
  });
  afterAll(() => programmes.service.close());

  it('asks nobody where a programme has not said, and is offered in both languages', async () => {
    const { page } = await browser.open(programme);
    expect(page.mainText).toMatch(/Youngest age to tell alone\s*Nobody is asked/);
    expect(page.linkTo('Change youngest age, and when consent is asked for again')).toBe(address);
    const form = await browser.open(address);
    expect(form.page.formValues).toMatchObject({ youngestAge: '', below: 'not-collected', putOffMonths: '3' });
    expect((await browser.open('/cy/programmes/telling/revise-consent-over-time')).page.heading).toContain(
      'Newid yr oedran ieuengaf',
    );
    const wrong = await browser.send(address, { ...form.page.formValues, youngestAge: 'sixteen', putOffMonths: '' });
    expect(wrong.page.errors).toEqual([
      { text: 'Enter a whole number of years from 1 to 120', input: 'youngestAge' },
      { text: 'Enter a number of months', input: 'putOffMonths' },
      { text: 'Say why this is changed', input: 'why' },
    ]);
    expect(wrong.page.formValues).toMatchObject({ youngestAge: 'sixteen' });
  });

  it('is saved whole, stands in the record, and needs to say who is with whoever is younger', async () => {
    const form = (await browser.open(address)).page.formValues;
    const typed = { ...form, youngestAge: '16', below: 'with-adult', renewMonths: '12', why: 'Agreed' };
    const nobody = await browser.send(address, typed);
    expect([nobody.status, nobody.page.errors[0]?.input]).toEqual([422, 'adults']);
    const sent = await browser.send(address, { ...typed, adults: ['parent', 'advocate'] });
    expect(sent.leadsTo).toBe(`${programme}?done=consent-over-time-revised`);
    const settings = {
      ...{ youngestAge: 16, below: 'with-adult', adults: ['parent', 'advocate'] },
      ...{ putOffMonths: 3, renewMonths: 12, beforePublic: false },
    };
    expect((await programmes.read('telling')).consentOverTime).toEqual(settings);
    const { mainText } = (await browser.open(`${programme}/changes`)).page;
    expect(mainText).toMatch(/Youngest age to tell alone: 16.*Every consent is asked for again after 12 months/s);
    const again = await programmes.ask('put', '/api/v1/programmes/telling/consent-over-time', { body: settings });
    expect(again.status).toBe(200);
    expect((await browser.open(`${programme}/changes`)).page.mainText).toBe(mainText);
    const wild = { ...settings, youngestAge: 0 };
    const refused = await programmes.ask('put', '/api/v1/programmes/telling/consent-over-time', { body: wild });
    expect(refused.status).toBe(422);
    expect((await (await programmes.service.browser(facilitator)).open(address)).status).toBe(403);
  });
});
