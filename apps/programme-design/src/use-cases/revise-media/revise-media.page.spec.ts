import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  facilitator,
  startProgrammeService,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const programme = '/en/programmes/telling';
const address = `${programme}/revise-media`;

describe('what may be added to stories', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeAll(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    browser = await programmes.service.browser(evaluator);
  });
  afterAll(() => programmes.service.close());

  it('is nothing where a programme has not said, and what is usual is offered in both languages', async () => {
    expect((await programmes.read('telling')).media).toBeUndefined();
    const { page } = await browser.open(programme);
    expect(page.mainText).toMatch(/Films\s*None/);
    expect(page.linkTo('Change what may be added to stories')).toBe(address);
    expect((await browser.open(address)).page.formValues).toMatchObject({ most: '5', picture: '15', video: '95' });
    expect((await browser.open('/cy/programmes/telling/revise-media')).page.heading).toContain('Newid yr hyn y gellir');
  });

  it('keeps what was typed where it is wrong', async () => {
    const form = (await browser.open(address)).page.formValues;
    const { page } = await browser.send(address, { ...form, most: '21', audio: '96', why: '' });
    expect(page.errors).toEqual([
      { text: 'Enter a whole number from 1 to 20', input: 'most' },
      { text: 'Enter a whole number of megabytes from 1 to 95, or leave it empty', input: 'audio' },
      { text: 'Say why this is changed', input: 'why' },
    ]);
    expect(page.formValues).toMatchObject({ most: '21', audio: '96' });
  });

  it('is saved with why, none of a kind that is left empty, and stands in the record', async () => {
    const form = (await browser.open(address)).page.formValues;
    const sent = await browser.send(address, { ...form, most: '3', video: '', pdf: '', why: 'Films show others too' });
    expect(sent.leadsTo).toBe(`${programme}?done=media-revised`);
    const media = { most: 3, largest: { picture: 15, audio: 50, video: null, pdf: null } };
    expect((await programmes.read('telling')).media).toEqual(media);
    const { mainText } = (await browser.open(`${programme}/changes`)).page;
    expect(mainText).toMatch(/What may be added to stories was changed[^]*Sound, up to 50 MB each/);
    expect(mainText).toContain('Films show others too');
    const again = await programmes.ask('put', '/api/v1/programmes/telling/media', { body: media });
    expect(again.status).toBe(200);
    expect((await browser.open(`${programme}/changes`)).page.mainText).toBe(mainText);
    const tooLarge = { ...media, largest: { ...media.largest, pdf: 96 } };
    expect((await programmes.ask('put', '/api/v1/programmes/telling/media', { body: tooLarge })).status).toBe(422);
    expect((await (await programmes.service.browser(facilitator)).open(address)).status).toBe(403);
  });
});
