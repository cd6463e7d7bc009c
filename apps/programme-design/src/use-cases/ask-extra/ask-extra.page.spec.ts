import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  evaluatorElsewhere,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const add = '/en/programmes/telling/ask-extra';
const change = '/en/programmes/telling/extra-questions/q1/ask-extra';
const api = '/api/v1/programmes/telling/extra-questions';
const where = {
  'wording.en': 'Where did it happen?',
  'wording.cy': 'Ble digwyddodd hyn?',
  kind: 'one',
  'options.en': 'At home\nIn a group',
  'options.cy': 'Gartref\nMewn grŵp',
  need: 'optional',
  asked: 'asked',
};

describe('asking a further question', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeAll(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    browser = await programmes.service.browser(evaluator);
  });
  afterAll(() => programmes.service.close());

  it('is offered on the programme’s page, which says that nothing is asked yet', async () => {
    const { page } = await browser.open('/en/programmes/telling');
    expect(page.mainText).toContain('Nothing further is asked.');
    expect(page.linkTo('Ask a further question')).toBe(add);
  });

  it('says what is missing by its field and keeps what was typed, in both languages', async () => {
    const uneven = await browser.send(add, { ...where, 'options.cy': 'Gartref' });
    expect([uneven.status, uneven.page.errors]).toEqual([
      422,
      [{ text: 'Give as many answers in Welsh as in English', input: 'options.cy' }],
    ]);
    expect(uneven.page.formValues['wording.en']).toBe('Where did it happen?');
    const one = { 'options.en': 'At home', 'options.cy': 'Gartref' };
    const few = await browser.send('/cy/programmes/telling/ask-extra', { ...where, ...one });
    expect(few.page.errors).toEqual([{ text: 'Mae angen o leiaf ddau ateb ar gyfer dewis.', input: 'options.en' }]);
  });

  it('adds it once of a form sent twice, and changes it to its next version', async () => {
    const form = { ...(await browser.open(add)).page.formValues, ...where };
    expect((await browser.send(add, form)).leadsTo).toBe('/en/programmes/telling?done=question-added');
    expect((await browser.send(add, form)).status).toBe(303);
    const options = [
      { id: 'o1', name: { en: 'At home', cy: 'Gartref' } },
      { id: 'o2', name: { en: 'In a group', cy: 'Mewn grŵp' } },
    ];
    const q1 = { id: 'q1', version: 1, kind: 'one', options, isRetired: false };
    expect((await programmes.read('telling')).extraQuestions).toEqual([expect.objectContaining(q1)]);
    const standing = (await browser.open(change)).page.formValues;
    expect(standing['options.cy']).toBe('Gartref\nMewn grŵp');
    await browser.send(change, { ...standing, need: 'required' });
    const { page } = await browser.open('/en/programmes/telling');
    expect(page.mainText).toMatch(/Where did it happen\?\s*one answer of several\s*must be answered\s*version 2/);
    expect((await browser.open('/cy/programmes/telling/changes')).page.mainText).toContain(
      'Gosodwyd cwestiwn ychwanegol: fersiwn 2',
    );
  });

  it('is done by the API too, which names the field of what it refuses', async () => {
    const body = { kind: 'number', wording: { en: 'How many?', cy: 'Faint?' }, least: 0, most: 20 };
    const added = await programmes.ask('post', api, { body });
    expect([added.status, added.body.question]).toEqual([201, 'q2']);
    const wrong = await programmes.ask('put', `${api}/q2`, { body: { ...body, most: -1 } });
    expect(wrong.body).toMatchObject({ status: 422, type: '/problems/extra-bounds-do-not-rise', field: 'most' });
    const blank = await programmes.ask('post', api, { body: { ...body, wording: { en: 'How many?', cy: ' ' } } });
    expect(blank.body).toMatchObject({ status: 422, field: 'wording.cy' });
    expect((await programmes.ask('put', `${api}/q2`, { body: { ...body, isRetired: true } })).status).toBe(200);
    expect((await programmes.read('telling')).extraQuestions?.[1]).toMatchObject({ version: 1, isRetired: true });
  });

  it('is for those who may change the programme, of a question that is there', async () => {
    expect((await (await programmes.service.browser(evaluatorElsewhere)).open(add)).status).toBe(403);
    expect((await (await programmes.service.browser(strangerOrganisation)).send(change, where)).status).toBe(404);
    expect((await browser.open('/en/programmes/telling/extra-questions/next/ask-extra')).status).toBe(404);
    const body = { kind: 'text', wording: { en: 'What?', cy: 'Beth?' } };
    expect((await programmes.ask('put', `${api}/q9`, { body })).status).toBe(404);
    expect((await programmes.ask('post', api, { as: strangerOrganisation, body })).status).toBe(404);
  });
});
