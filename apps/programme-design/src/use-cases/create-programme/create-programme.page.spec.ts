import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  facilitator,
  startProgrammeService,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const address = '/en/create-programme';
const answers = {
  'name.en': 'Telling the change',
  'name.cy': 'Dweud y newid',
  'purpose.en': 'To learn what changes',
  'purpose.cy': 'Dysgu beth sy’n newid',
  'runBy.en': 'Bridge',
  'runBy.cy': 'Pont',
  languages: ['cy', 'en'],
  extras: ['lessons'],
  confirmed: 'yes',
};

describe('the page that creates a programme', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeEach(async () => {
    programmes = await startProgrammeService();
    browser = await programmes.service.browser(evaluator);
  });
  afterEach(() => programmes.service.close());

  it('asks in both languages, with what is usual chosen already', async () => {
    const { page } = await browser.open(address);
    expect(page.heading).toBe('Create a programme');
    expect(page.field('In which languages can stories be told?').values).toEqual(['en', 'cy']);
    expect(page.field('What else should it have?').values).toEqual(['lessons', 'guides']);
    expect(page.field('Name of the organisation in English').value).toBe('Pont y Bore');
    expect(page.errors).toEqual([]);
    const welsh = (await browser.open('/cy/create-programme')).page;
    expect([welsh.language, welsh.heading]).toEqual(['cy', 'Creu rhaglen']);
  });

  it('has the name of the organisation in each language, whichever the page is in', async () => {
    await programmes.service.receive(organisationFoundedV1, 'organisation/pont-y-bore', {
      organisation: 'pont-y-bore',
      name: { en: 'Morning Bridge', cy: 'Pont y Bore' },
    });
    for (const language of ['en', 'cy']) {
      const { formValues } = (await browser.open(`/${language}/create-programme`)).page;
      expect([formValues['runBy.en'], formValues['runBy.cy']]).toEqual(['Morning Bridge', 'Pont y Bore']);
    }
  });

  it('creates a programme that lacks only a period, and says so', async () => {
    const { leadsTo = '', status } = await browser.send(address, answers);
    expect(status).toBe(303);
    const { page } = await browser.open(leadsTo);
    expect(page.heading).toBe('Telling the change');
    expect(page.text).toContain('The programme is created. What to do next stands below.');
    expect(page.linkTo('Add a reporting period')).toMatch(
      /^\/en\/programmes\/telling-the-change-[0-9a-f]{6}\/add-period$/,
    );
    const [, programme = ''] = /programmes\/([^/?]+)/.exec(leadsTo) ?? [];
    const design = await programmes.read(programme);
    expect(design).toMatchObject({
      organisation: 'pont-y-bore',
      name: { en: 'Telling the change', cy: 'Dweud y newid' },
      languages: ['en', 'cy'],
      isPilot: false,
      domains: [{ kind: 'open' }, { kind: 'negative' }],
      periods: [],
      levels: [{ level: 1 }],
      panels: [{ level: 1, defaultMethod: 'majority', passesUpTo: [] }],
      // The defaults of the method.
      rules: {
        quorum: 'more_than_half',
        scale: { min: 1, max: 10 },
        maxRounds: 3,
        minimumBallots: 5,
        tellersHidden: true,
        skippingAllowed: true,
      },
    });
    expect(design).not.toHaveProperty('guides');
  });

  it('begins with the whole method where that is chosen: kinds of change, two panels beside each other and one above', async () => {
    expect((await browser.open(address)).page.field('How much of the method?').values).toEqual(['light']);
    expect((await browser.open('/cy/create-programme')).page.field('Faint o’r dull?').values).toEqual(['light']);
    const { leadsTo = '' } = await browser.send(address, { ...answers, extent: 'whole' });
    const [, programme = ''] = /programmes\/([^/?]+)/.exec(leadsTo) ?? [];
    const design = await programmes.read(programme);
    expect(design.domains.map(({ kind }) => kind)).toEqual(['named', 'named', 'named', 'open', 'negative']);
    expect(design.levels.map(({ level }) => level)).toEqual([1, 2]);
    expect(design.panels).toMatchObject([
      { level: 1, defaultMethod: 'iterative', passesUpTo: ['above'] },
      { level: 1, parallelTo: 'first', passesUpTo: ['above'] },
      { id: 'above', level: 2, defaultMethod: 'consensus', passesUpTo: [] },
    ]);
    const text = (await browser.open(`/cy/programmes/${programme}`)).page.mainText;
    for (const part of ['Bywydau pobl', 'Unrhyw newid arall', 'Y panel uwch', 'Yr ail banel'])
      expect(text).toContain(part);
  });

  it('asks and promises nothing that a second panel, or a reason that goes on, would make untrue', async () => {
    const { leadsTo = '' } = await browser.send(address, { ...answers, extent: 'whole' });
    const [, programme = ''] = /programmes\/([^/?]+)/.exec(leadsTo) ?? [];
    const { consentWording, confidentiality } = await programmes.read(programme);
    expect(consentWording.audiences.panel).toEqual({
      en: 'Each panel of this programme that receives my story, and its facilitator',
      cy: 'Pob panel o’r rhaglen hon sy’n derbyn fy stori, a’i hwylusydd',
    });
    expect(confidentiality).toEqual({
      en: expect.stringMatching(/^What somebody says in a panel goes only as far as they allow/),
      cy: expect.stringMatching(/^Nid yw’r hyn a ddywed rhywun mewn panel yn mynd ymhellach nag y mae’n ei ganiatáu/),
    });
  });

  it('says a few words to those who take part, where that is ticked, in both languages and to be changed', async () => {
    const { leadsTo = '' } = await browser.send(address, { ...answers, extras: ['guides'] });
    const [, programme = ''] = /programmes\/([^/?]+)/.exec(leadsTo) ?? [];
    const { guides = {} } = await programmes.read(programme);
    expect(Object.keys(guides).sort()).toEqual(['collectors', 'facilitators', 'members', 'tellers']);
    expect(guides.members?.en).toContain('Look at the change, not at the writing.');
    expect(guides.members?.cy).toContain('Edrychwch ar y newid, nid ar yr ysgrifennu.');
    const { page } = await browser.open(`/cy/programmes/${programme}/revise-guides`);
    expect(page.formValues['members.cy']).toBe(guides.members?.cy);
  });

  it('creates one programme of a form that is sent twice', async () => {
    const form = { ...(await browser.open(address)).page.formValues, ...answers };
    const first = await browser.send(address, form);
    const again = await browser.send(address, form);
    expect(again.leadsTo).toBe(first.leadsTo);
    expect((await programmes.ask('get', '/api/v1/programmes')).body.items).toHaveLength(1);
  });

  it('keeps what was typed when the form is changed after it was sent, and does not send it as the first', async () => {
    const form = { ...(await browser.open(address)).page.formValues, ...answers };
    await browser.send(address, form);
    const { status, page } = await browser.send(address, { ...form, 'name.en': 'Another' });
    expect(status).toBe(422);
    expect(page.field('Name in English').value).toBe('Another');
    const again = await browser.send(address, page.formValues);
    expect(again.status).toBe(303);
  });

  it('two programmes of one name have two addresses', async () => {
    const one = await browser.send(address, answers);
    const other = await browser.send(address, answers);
    expect([one.status, other.status]).toEqual([303, 303]);
    expect(one.leadsTo).not.toBe(other.leadsTo);
  });

  it('says in page order what is missing, in both languages, and keeps the rest', async () => {
    const typed = { 'name.en': '<b>Telling</b>', 'purpose.cy': 'Dysgu\nrhywbeth', extras: ['pilot'] };
    const { status, page } = await browser.send(address, typed);
    expect(status).toBe(422);
    expect(page.title).toMatch(/^Error: /);
    expect(page.errors).toEqual([
      { text: 'Enter the name in Welsh', input: 'name.cy' },
      { text: 'Enter the purpose in English', input: 'purpose.en' },
      { text: 'Enter the name of the organisation in English', input: 'runBy.en' },
      { text: 'Enter the name of the organisation in Welsh', input: 'runBy.cy' },
      { text: 'Choose at least one language', input: 'languages' },
      { text: 'Tick the box to say that you have checked it', input: 'confirmed' },
    ]);
    expect(page.field('Name in English').value).toBe('<b>Telling</b>');
    expect(page.field('Purpose in Welsh').value).toBe('Dysgu\nrhywbeth');
    expect(page.field('What else should it have?').values).toEqual(['pilot']);
    const welsh = (await browser.send('/cy/create-programme', typed)).page;
    expect(welsh.errors[0]).toEqual({ text: 'Rhowch yr enw yn Gymraeg', input: 'name.cy' });
  });

  it('is for administrators and evaluators', async () => {
    const other = await programmes.service.browser(facilitator);
    expect((await other.open(address)).status).toBe(403);
    expect((await other.send(address, answers)).status).toBe(403);
  });
});
