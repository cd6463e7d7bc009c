import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  evaluatorElsewhere,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/en/programmes/telling/add-domain';
const answers = {
  kind: 'negative',
  'name.en': 'Lessons',
  'name.cy': 'Gwersi',
  'description.en': '',
  'description.cy': '',
  why: '',
};

describe('the page that adds a domain', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  it('offers the three kinds, and advises one for lessons where there is none', async () => {
    const { page } = await browser.open(address);
    expect(page.field('What kind of domain is it?').options).toEqual(['named', 'open', 'negative']);
    expect(page.mainText).toContain('Without a domain for them, bad news is hardly ever told.');
    await browser.send(address, answers);
    expect((await browser.open(address)).page.mainText).not.toContain('bad news');
    const welsh = (await browser.open('/cy/programmes/telling/add-domain')).page;
    expect(welsh.heading).toBe('Dweud y newid Ychwanegu maes newid');
  });

  it.each(['named', 'open', 'negative'])('adds a domain of the kind %s, and says so on the programme', async (kind) => {
    const { leadsTo = '', status } = await browser.send(address, { ...answers, kind });
    expect([status, leadsTo]).toEqual([303, '/en/programmes/telling?done=domain-added']);
    const { page } = await browser.open(leadsTo);
    expect(page.text).toContain('The domain is added.');
    expect((await programmes.read('telling')).domains[1]).toMatchObject({ id: 'lessons', kind });
  });

  it('asks from which period on, and the record says it', async () => {
    const { page } = await browser.open(address);
    const asked = page.field('From which period is it asked about?');
    expect([asked.options, asked.value]).toEqual([['', '2026-Q1'], '']);
    const { leadsTo = '' } = await browser.send(address, { ...page.formValues, ...answers, firstPeriod: '2026-Q1' });
    expect((await programmes.read('telling')).domains[1]).toMatchObject({ id: 'lessons', firstPeriod: '2026-Q1' });
    const from = 'Asked about from this period on: January to March 2026';
    expect((await browser.open(leadsTo)).page.mainText).toContain(from);
    expect((await browser.open('/en/programmes/telling/changes')).page.mainText).toContain(from);
    const wrong = (
      await browser.send('/cy/programmes/telling/add-domain', { ...answers, 'name.en': '', firstPeriod: '2026-Q1' })
    ).page;
    expect(wrong.field('O ba gyfnod ymlaen y gofynnir amdano?').value).toBe('2026-Q1');
  });

  it('adds one of a form that is sent twice', async () => {
    const form = { ...(await browser.open(address)).page.formValues, ...answers };
    expect((await browser.send(address, form)).status).toBe(303);
    expect((await browser.send(address, form)).status).toBe(303);
    expect((await programmes.read('telling')).domains).toHaveLength(2);
  });

  it('says at the name that it is used, and keeps what was typed', async () => {
    const sent = { ...answers, 'name.en': 'Quality of life', 'description.en': 'How it is' };
    const { page } = await browser.send(address, sent);
    expect(page.errors).toEqual([{ text: 'There is one with this name already: Quality of life', input: 'name.en' }]);
    expect(page.field('Explanation in English (optional)').value).toBe('How it is');
    const welsh = (await browser.send('/cy/programmes/telling/add-domain', sent)).page;
    expect(welsh.errors[0]?.text).toBe('Mae un â’r enw hwn eisoes: Quality of life');
  });

  it('is not there for another organisation, nor to be used by those of another programme', async () => {
    const stranger = await programmes.service.browser(strangerOrganisation);
    expect((await stranger.open(address)).status).toBe(404);
    expect((await stranger.send(address, answers)).status).toBe(404);
    const elsewhere = await programmes.service.browser(evaluatorElsewhere);
    expect((await elsewhere.open(address)).status).toBe(403);
    expect((await elsewhere.send(address, answers)).status).toBe(403);
    expect((await programmes.read('telling')).domains).toHaveLength(1);
  });
});
