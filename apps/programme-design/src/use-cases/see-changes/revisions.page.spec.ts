import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  evaluatorElsewhere,
  facilitator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const programme = '/en/programmes/telling';
const pages = ['revise-programme', 'revise-rules', 'revise-consent-wording'] as const;

describe('the pages that change a programme', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  const formOf = async (page: string) => (await browser.open(`${programme}/${page}`)).page.formValues;

  it('change its name and end the pilot, once of a form sent twice', async () => {
    const address = `${programme}/revise-programme`;
    const form = { ...(await formOf('revise-programme')), 'name.cy': 'Adrodd newid', why: 'A better name' };
    const first = await browser.send(address, form);
    expect(first.leadsTo).toBe(`${programme}?done=programme-revised`);
    expect((await browser.send(address, form)).status).toBe(303);
    expect((await programmes.read('telling')).name).toEqual({ en: 'Telling the change', cy: 'Adrodd newid' });
    expect((await browser.open('/cy/programmes/telling')).page.heading).toBe('Adrodd newid');
  });

  it('stand filled with what holds now, and ask why', async () => {
    for (const page of pages) {
      const address = `${programme}/${page}`;
      const { status, page: answered } = await browser.send(address, await formOf(page));
      expect([page, status, answered.errors]).toEqual([page, 422, [{ text: 'Say why this is changed', input: 'why' }]]);
    }
  });

  it('change the rules, and say by the field what cannot be', async () => {
    const address = `${programme}/revise-rules`;
    const form = { ...(await formOf('revise-rules')), quorum: 'number', why: 'A small panel' };
    const refused = await browser.send(address, form);
    expect(refused.page.errors).toEqual([{ text: 'Enter how many members must answer.', input: 'quorumNumber' }]);
    const flat = await browser.send(address, { ...form, quorumNumber: '4', 'scale.max': '1' });
    expect(flat.page.errors[0]?.input).toBe('scale.max');
    expect((await browser.send(address, { ...form, quorumNumber: '4', tellers: 'shown' })).status).toBe(303);
    expect((await programmes.read('telling')).rules).toMatchObject({ quorum: 4, tellersHidden: false, maxRounds: 3 });
  });

  it('ask for each rule in words of its own, in both languages', async () => {
    const missing = { quorum: '', maxRounds: '', 'scale.min': '', 'scale.max': '', minimumBallots: '' };
    for (const [language, least, most, wrong] of [
      ['en', 'Enter the lowest score', 'Enter the highest score', 'Enter the highest score as a whole number'],
      ['cy', 'Rhowch y sgôr isaf', 'Rhowch y sgôr uchaf', 'Rhowch y sgôr uchaf fel rhif cyfan'],
    ] as const) {
      const address = `/${language}/programmes/telling/revise-rules`;
      const { errors } = (await browser.send(address, { ...(await formOf('revise-rules')), ...missing })).page;
      expect(errors).toContainEqual({ text: least, input: 'scale.min' });
      expect(errors).toContainEqual({ text: most, input: 'scale.max' });
      expect(new Set(errors.map(({ text }) => text)).size).toBe(errors.length);
      const many = await browser.send(address, { ...(await formOf('revise-rules')), 'scale.max': 'ten' });
      expect(many.page.errors[0]).toMatchObject({ text: expect.stringContaining(wrong), input: 'scale.max' });
    }
  });

  it('give the wording that tellers are asked with its next version', async () => {
    const address = `${programme}/revise-consent-wording`;
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('this is version 2 of the wording');
    const form = { ...page.formValues, 'named.en': 'Say who I am', why: 'Plainer' };
    expect((await browser.send(address, form)).status).toBe(303);
    const { consentWording } = await programmes.read('telling');
    expect([consentWording.version, consentWording.named.en]).toEqual([2, 'Say who I am']);
  });

  it('refuse what was seen before somebody else changed it, and keep what was typed', async () => {
    const old = await formOf('revise-rules');
    await programmes.ask('post', '/api/v1/programmes/telling/domains', {
      body: { kind: 'open', name: { en: 'Other', cy: 'Arall' }, description: { en: '', cy: '' } },
    });
    const { status, page } = await browser.send(`${programme}/revise-rules`, { ...old, maxRounds: '5', why: 'More' });
    expect(status).toBe(422);
    expect(page.field('How many rounds can one meeting have?').value).toBe('5');
    expect((await browser.send(`${programme}/revise-rules`, page.formValues)).status).toBe(303);
  });

  it('leave a record of every change with why and by whom, the newest first, in both languages', async () => {
    await programmes.ask('put', '/api/v1/programmes/telling/consent-wording', {
      body: {
        audiences: Object.fromEntries(
          ['panel', 'organisation', 'partner', 'public'].map((audience) => [audience, { en: 'All', cy: 'Pawb' }]),
        ),
        named: { en: 'My name', cy: 'Fy enw' },
        why: 'Plainer',
      },
    });
    const { page } = await browser.open(`${programme}/changes`);
    expect(page.mainText).toMatch(
      /What tellers are asked was changed: version 2.*E1.*Why: Plainer.*My name.*The programme was created/s,
    );
    expect(page.mainText).toContain('It holds from the next period to open');
    const welsh = (await browser.open('/cy/programmes/telling/changes')).page.mainText;
    expect(welsh).toContain('Fy enw');
    expect(welsh).toContain('Mae’n dal o’r cyfnod nesaf i agor');
    const { body } = await programmes.ask('get', '/api/v1/programmes/telling/changes');
    expect(
      body.items.map(({ revision, by, change, why }: Record<string, unknown>) => [revision, by, change, why]),
    ).toEqual([
      [2, 'E1', 'ConsentWordingRevised', 'Plainer'],
      [1, 'E1', 'ProgrammeCreated', null],
    ]);
    expect(body.items[0].to.wording.version).toBe(2);
    expect(body.items.map(({ holdsFrom }: Record<string, unknown>) => holdsFrom)).toEqual([[], null]);
    await programmes.nameSafeguarding('telling');
    await programmes.ask('post', '/api/v1/programmes/telling/periods/2026-Q1/opening', { body: {} });
    expect((await browser.open(`${programme}/changes`)).page.mainText).toContain(
      'It holds from this period on: January to March 2026',
    );
  });

  it('are for those who may change it, and are not there for another organisation', async () => {
    for (const page of pages) {
      for (const [person, status] of [
        [facilitator, 403],
        [evaluatorElsewhere, 403],
        [strangerOrganisation, 404],
      ] as const) {
        const other = await programmes.service.browser(person);
        expect((await other.open(`${programme}/${page}`)).status).toBe(status);
      }
    }
    const stranger = await programmes.service.browser(strangerOrganisation);
    expect((await stranger.open(`${programme}/changes`)).status).toBe(404);
  });

  it('by the API are refused what a form would be, naming the field', async () => {
    const { rules } = await programmes.read('telling');
    const { status, body } = await programmes.ask('put', '/api/v1/programmes/telling/rules', {
      body: { ...rules, maxRounds: 0 },
    });
    expect([status, JSON.stringify(body).includes('maxRounds')]).toEqual([422, true]);
    const scale = await programmes.ask('put', '/api/v1/programmes/telling/rules', {
      body: { ...rules, scale: { min: 5, max: 5 } },
    });
    expect([scale.status, JSON.stringify(scale.body).includes('scale.max')]).toEqual([422, true]);
  });
});
