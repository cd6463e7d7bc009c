import { aPeriod } from '#contracts/testing/a-programme.js';
import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/en/programmes/telling/add-period';
const answers = {
  'name.en': 'Spring 2026',
  'name.cy': 'Gwanwyn 2026',
  'opens-day': '1',
  'opens-month': '4',
  'opens-year': '2026',
  'closes-day': '30',
  'closes-month': '6',
  'closes-year': '2026',
  lookBack: 'P3M',
  'question.en': 'What changed most?',
  'question.cy': 'Beth newidiodd fwyaf?',
  why: '',
};

describe('the page that adds a period', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    const prompt = { lookBack: 'P6M', question: { en: 'And this year?', cy: 'Ac eleni?' } };
    await programmes.create({ periods: [aPeriod(), aPeriod({ id: 'later', closes: '2026-05-01', prompt })] });
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  it('begins with the question of the last period', async () => {
    const { page } = await browser.open(address);
    expect(page.field('The question in English').value).toBe('And this year?');
    expect(page.field('The question in Welsh').value).toBe('Ac eleni?');
    expect(page.field('How far people look back').value).toBe('P6M');
  });

  it('begins on the day after the last period, and is as long', async () => {
    const quarter = aPeriod({ opens: '2026-01-01', closes: '2026-03-31' });
    await programmes.create({ id: 'quarterly', periods: [quarter] });
    for (const [language, opens, closes] of [
      ['en', 'When does it open?', 'When does it close?'],
      ['cy', 'Pryd mae’n agor?', 'Pryd mae’n cau?'],
    ]) {
      const { page } = await browser.open(`/${language ?? ''}/programmes/quarterly/add-period`);
      expect(page.field(opens ?? '').values).toEqual(['1', '4', '2026']);
      expect(page.field(closes ?? '').values).toEqual(['30', '6', '2026']);
    }
  });

  it('begins with the question of the programme where no period has one', async () => {
    await programmes.create({ id: 'first', periods: [] });
    const { page } = await browser.open('/cy/programmes/first/add-period');
    expect(page.heading).toBe('Dweud y newid Ychwanegu cyfnod adrodd');
    expect(page.field('Y cwestiwn yn Gymraeg').value).toBe('Beth newidiodd?');
  });

  it('adds it planned, once, and offers to open it', async () => {
    const form = { ...(await browser.open(address)).page.formValues, ...answers };
    const { leadsTo = '' } = await browser.send(address, form);
    expect(leadsTo).toBe('/en/programmes/telling?done=period-added');
    expect((await browser.send(address, form)).leadsTo).toBe(leadsTo);
    expect((await programmes.read('telling')).periods.slice(2)).toEqual([
      {
        id: 'spring-2026',
        name: { en: 'Spring 2026', cy: 'Gwanwyn 2026' },
        opens: '2026-04-01',
        closes: '2026-06-30',
        status: 'planned',
        prompt: { lookBack: 'P3M', question: { en: 'What changed most?', cy: 'Beth newidiodd fwyaf?' } },
      },
    ]);
    const { page } = await browser.open(leadsTo);
    expect(page.text).toContain('1 April 2026 to 30 June 2026');
    expect(page.linkTo('Open: Spring 2026')).toBe('/en/programmes/telling/periods/spring-2026/open-period');
  });

  it('says what is wrong with the dates, and keeps what was typed', async () => {
    const noDay = await browser.send(address, { ...answers, 'opens-day': '31' });
    expect(noDay.page.errors).toEqual([
      { text: 'Enter a real date, with the year in four figures', input: 'opens-day' },
    ]);
    expect(noDay.page.field('When does it open?').values).toEqual(['31', '4', '2026']);
    const turned = await browser.send('/cy/programmes/telling/add-period', { ...answers, 'closes-month': '3' });
    expect(turned.status).toBe(422);
    expect(turned.page.errors).toEqual([{ text: 'Mae’r cyfnod yn cau cyn iddo agor.', input: 'closes-day' }]);
    expect(turned.page.field('Enw yn Gymraeg').value).toBe('Gwanwyn 2026');
  });

  it('says in page order what is missing', async () => {
    const { page } = await browser.send(address, {});
    expect(page.errors.map(({ input }) => input)).toEqual([
      'name.en',
      'name.cy',
      'opens-day',
      'closes-day',
      'lookBack',
      'question.en',
      'question.cy',
    ]);
  });

  it('is not there for another organisation', async () => {
    const stranger = await programmes.service.browser(strangerOrganisation);
    expect((await stranger.open(address)).status).toBe(404);
    expect((await stranger.send(address, answers)).status).toBe(404);
  });
});
