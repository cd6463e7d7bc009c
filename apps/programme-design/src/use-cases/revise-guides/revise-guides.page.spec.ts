import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  facilitator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/en/programmes/telling/revise-guides';
const api = '/api/v1/programmes/telling/guides';
const members = { en: 'Look at the change, not the writing.', cy: 'Edrychwch ar y newid, nid ar yr ysgrifennu.' };

describe('what is said to those who take part', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  it('is written on its page, with why, and stands on the programme and in its record', async () => {
    const before = (await browser.open('/en/programmes/telling')).page;
    expect(before.linkTo('Change what is said to those who take part')).toBe(address);
    const form = {
      ...(await browser.open(address)).page.formValues,
      ...{ 'members.en': members.en, 'members.cy': members.cy, why: 'Good writers won' },
    };
    const { leadsTo = '' } = await browser.send(address, form);
    expect(leadsTo).toBe('/en/programmes/telling?done=guides-revised');
    expect((await programmes.read('telling')).guides).toEqual({ members });
    expect((await browser.open(leadsTo)).page.mainText).toContain(members.en);
    const record = (await browser.open('/cy/programmes/telling/changes')).page.mainText;
    expect(record).toContain('Newidiwyd yr hyn a ddywedir wrth y rhai sy’n cymryd rhan');
    expect(record).toContain(members.cy);
    const again = { ...(await browser.open(address)).page.formValues, 'members.en': '', 'members.cy': '', why: 'x' };
    expect((await browser.send(address, again)).status).toBe(303);
    expect((await programmes.read('telling')).guides).toEqual({});
  });

  it('stands in both languages or in none, and keeps what was typed', async () => {
    const form = { ...(await browser.open(address)).page.formValues, 'tellers.en': 'Ask Mair', why: 'x' };
    const { status, page } = await browser.send(address.replace('/en/', '/cy/'), form);
    expect([status, page.errors]).toEqual([
      422,
      [
        {
          text: 'Mae’r hyn a ddywedir wrth bobl yn sefyll yn y ddwy iaith, neu’n cael ei adael yn wag yn y ddwy.',
          input: 'tellers.cy',
        },
      ],
    ]);
    expect(page.formValues['tellers.en']).toBe('Ask Mair');
    const byApi = await programmes.ask('put', api, { body: { tellers: { en: ' ', cy: 'Gofynnwch i Mair' } } });
    expect([byApi.status, byApi.body.field]).toEqual([422, 'tellers.en']);
  });

  it('is written by API as a whole, once where nothing changes, and by nobody else', async () => {
    const collectors = { en: 'Read it back', cy: 'Darllenwch hi yn ôl' };
    expect((await programmes.ask('put', api, { body: { members, collectors } })).body).toEqual({ version: 2 });
    expect((await programmes.ask('put', api, { body: { members, collectors } })).body).toEqual({ version: 2 });
    expect((await programmes.ask('put', api, { body: { collectors } })).body).toEqual({ version: 3 });
    expect((await programmes.read('telling')).guides).toEqual({ collectors });
    expect((await programmes.ask('put', api, { as: facilitator, body: { members } })).status).toBe(403);
    expect((await programmes.ask('put', api, { as: strangerOrganisation, body: { members } })).status).toBe(404);
  });
});
