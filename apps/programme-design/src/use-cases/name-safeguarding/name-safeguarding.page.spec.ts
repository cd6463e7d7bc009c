import { safeguarding } from '#contracts/testing/a-programme.js';
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
const address = `${programme}/name-safeguarding`;
const opening = '/api/v1/programmes/telling/periods/2026-Q1/opening';

describe('naming who is there for safeguarding', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  beforeAll(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    await programmes.create({ id: 'other' });
    browser = await programmes.service.browser(evaluator);
  });
  afterAll(() => programmes.service.close());

  it('is what a period waits for: page and API say what to do', async () => {
    const { status, body } = await programmes.ask('post', opening, { body: {} });
    expect([status, body.type]).toEqual([409, '/problems/safeguarding-not-named']);
    expect(JSON.stringify(body)).toContain('Name a safeguarding lead, a deputy and their hours');
    const { page } = await browser.open(`${programme}/periods/2026-Q1/open-period`);
    expect(page.linkTo('Name them')).toBe(address);
    const refused = await browser.send(`${programme}/periods/2026-Q1/open-period`, { why: '' });
    expect([refused.status, refused.page.errors.length]).toEqual([422, 1]);
    expect((await browser.open(programme)).page.linkTo('Name who is there when somebody may be in danger')).toBe(
      address,
    );
  });

  it('says where nobody could be named yet, in both languages', async () => {
    expect((await browser.open(address)).page.mainText).toContain('Two people who work in this programme are needed');
    expect((await browser.open('/cy/programmes/telling/name-safeguarding')).page.mainText).toContain(
      'Mae angen dau unigolyn',
    );
  });

  it('takes two people of the organisation, and keeps what was typed otherwise', async () => {
    await programmes.nameSafeguarding('other');
    const form = { ...(await browser.open(address)).page.formValues, lead: 'seren', 'hours.en': '9 to 5' };
    const empty = await browser.send(address, form);
    expect(empty.page.errors).toEqual([
      { text: 'Choose the deputy', input: 'deputy' },
      { text: 'Enter the hours in Welsh', input: 'hours.cy' },
    ]);
    const twice = await browser.send(address, { ...form, deputy: 'seren', 'hours.cy': '9 tan 5' });
    expect([twice.status, twice.page.errors[0]?.input]).toEqual([422, 'deputy']);
    expect(twice.page.formValues).toMatchObject({ lead: 'seren', 'hours.en': '9 to 5' });
    const unknown = { ...safeguarding, deputy: 'nobody' };
    const { status, body } = await programmes.ask('put', '/api/v1/programmes/telling/safeguarding', { body: unknown });
    expect([status, body.type, body.field]).toEqual([422, '/problems/safeguarding-person-unknown', 'deputy']);
  });

  it('opens the period, and stands on the programme’s page by name', async () => {
    const form = { ...(await browser.open(address)).page.formValues, 'hours.en': '9 to 5', 'hours.cy': '9 tan 5' };
    const sent = await browser.send(address, { ...form, lead: 'seren', deputy: 'dewi' });
    expect(sent.leadsTo).toBe(`${programme}?done=safeguarding-named`);
    const { page } = await browser.open(programme);
    expect(page.mainText).toMatch(/Safeguarding lead\s*Seren\s*Deputy\s*Dewi\s*When they are there\s*9 to 5/);
    expect((await programmes.ask('post', opening, { body: {} })).status).toBe(200);
    expect((await programmes.read('telling')).safeguarding).toEqual({
      ...{ lead: 'seren', deputy: 'dewi' },
      hours: { en: '9 to 5', cy: '9 tan 5' },
    });
    expect((await browser.open(`${programme}/changes`)).page.mainText).toContain('Who is there for safeguarding');
  });

  it('is for those who may change the programme', async () => {
    for (const [person, status] of [
      [facilitator, 403],
      [evaluatorElsewhere, 403],
      [strangerOrganisation, 404],
    ] as const) {
      expect((await (await programmes.service.browser(person)).open(address)).status).toBe(status);
    }
  });
});
