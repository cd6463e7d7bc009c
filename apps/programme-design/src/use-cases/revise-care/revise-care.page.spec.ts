import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  facilitator,
  startProgrammeService,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const programme = '/en/programmes/telling';
const address = `${programme}/revise-care`;

describe('how stories are looked after', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeAll(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    browser = await programmes.service.browser(evaluator);
  });
  afterAll(() => programmes.service.close());

  it('is nothing where a programme has not said: nothing waits and nothing goes', async () => {
    expect((await programmes.read('telling')).care).toBeUndefined();
    const { page } = await browser.open(programme);
    expect(page.mainText).toMatch(/Waiting before a panel\s*No waiting/);
    expect(page.mainText).toMatch(/How long stories are kept\s*Until somebody asks/);
    expect(page.linkTo('Change how stories are looked after')).toBe(address);
    expect(page.linkTo('See which stories were kept long enough')).toBe(`${programme}/stories/keep-no-longer`);
  });

  it('is offered with a week, in both languages, and keeps what was typed where it is wrong', async () => {
    const { page } = await browser.open(address);
    expect(page.formValues).toMatchObject({ waitingDays: '7', keepMonths: '' });
    expect((await browser.open('/cy/programmes/telling/revise-care')).page.heading).toContain(
      'Newid sut y gofelir am straeon',
    );
    const wrong = await browser.send(address, { ...page.formValues, waitingDays: '91', keepMonths: 'a year', why: '' });
    expect(wrong.page.errors).toEqual([
      { text: 'Enter a whole number of days from 0 to 90', input: 'waitingDays' },
      { text: 'Enter a whole number of months from 1 to 600', input: 'keepMonths' },
      { text: 'Say why this is changed', input: 'why' },
    ]);
    expect(wrong.page.formValues).toMatchObject({ waitingDays: '91', keepMonths: 'a year' });
  });

  it('is saved as it was typed, a word on a line, and stands in the record', async () => {
    const form = (await browser.open(address)).page.formValues;
    const typed = {
      'words.en': ' he hits  me\nknife*\n\nknife*\n***',
      'words.cy': 'cyllell',
      keepMonths: '24',
      why: 'Agreed',
    };
    const sent = await browser.send(address, { ...form, ...typed, waitingDays: '3' });
    expect(sent.leadsTo).toBe(`${programme}?done=care-revised`);
    const care = { waitingDays: 3, words: { en: ['he hits me', 'knife*'], cy: ['cyllell'] }, keepMonths: 24 };
    expect((await programmes.read('telling')).care).toEqual(care);
    const { page } = await browser.open(programme);
    expect(page.mainText).toMatch(/3 days, which the teller can shorten/);
    const { mainText } = (await browser.open(`${programme}/changes`)).page;
    expect(mainText).toContain('A story waits 3 days before panels may receive it');
    // What is as it was is no change.
    const again = await programmes.ask('put', '/api/v1/programmes/telling/care', { body: care });
    expect(again.status).toBe(200);
    expect((await browser.open(`${programme}/changes`)).page.mainText).toBe(mainText);
  });

  it('is set with a new programme, and for those who may change it', async () => {
    const care = { waitingDays: 0, words: { en: [], cy: [] }, keepMonths: null };
    await programmes.create({ id: 'careful', care });
    expect((await programmes.read('careful')).care).toEqual(care);
    const long = { ...care, words: { en: ['x'.repeat(61)], cy: [] } };
    const refused = await programmes.ask('put', '/api/v1/programmes/telling/care', { body: long });
    expect(refused.status).toBe(422);
    expect((await (await programmes.service.browser(facilitator)).open(address)).status).toBe(403);
  });
});
