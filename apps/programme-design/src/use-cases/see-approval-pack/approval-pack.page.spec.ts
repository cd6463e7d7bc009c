import type { TestPerson } from '#service-kit/testing/service-harness.js';
import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  evaluatorElsewhere,
  facilitator,
  startProgrammeService,
  strangerOrganisation,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const administrator: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
const programme = '/en/programmes/telling';
const pack = `${programme}/approval-pack`;
const api = '/api/v1/programmes/telling';

describe('the approval pack', () => {
  let programmes: ProgrammeService;
  let asEvaluator: Visitor;
  let asAdministrator: Visitor;
  beforeAll(async () => {
    programmes = await startProgrammeService();
    await programmes.create();
    await programmes.nameSafeguarding('telling');
    asEvaluator = await programmes.service.browser(evaluator);
    asAdministrator = await programmes.service.browser(administrator);
  });
  afterAll(() => programmes.service.close());

  const open = (period = '2026-Q1') => programmes.ask('post', `${api}/periods/${period}/opening`, { body: {} });

  it('says in both languages what is still to decide, with the way there', async () => {
    const { page } = await asEvaluator.open(pack);
    expect(page.mainText).toContain('Not approved. Nobody has approved these settings as they stand.');
    expect(page.mainText).toContain('This pack was never approved.');
    expect(page.linkTo('The lawful basis')).toBe(`${programme}/settle-data-protection`);
    expect((await asEvaluator.open(programme)).page.linkTo('See the approval pack')).toBe(pack);
    const welsh = await asEvaluator.open('/cy/programmes/telling/approval-pack');
    expect(welsh.page.heading).toContain('Pecyn cymeradwyo');
    expect(welsh.page.mainText).toContain('Y sail gyfreithlon');
    // Who evaluates does not answer for it.
    expect(page.mainText).not.toContain('Approve this pack');
    expect((await asEvaluator.open(`${programme}/approve-pack`)).status).toBe(403);
  });

  it('is filled by what is settled on a page that asks for each step of the ladder', async () => {
    const address = `${programme}/settle-data-protection`;
    const form = (await asEvaluator.open(address)).page.formValues;
    const typed = {
      'controller-collecting': 'Pont y Bore',
      'controller-1': 'Pont y Bore',
      'controller-2': 'Health Board',
      'processor-2': 'Host',
      contact: 'The office',
      lawfulBasis: 'public-task',
      rule: 'only-approved',
    };
    const wrong = await asEvaluator.send(address, { ...form, ...typed, why: '' });
    expect(wrong.page.errors).toEqual([{ text: 'Say why this is changed', input: 'why' }]);
    expect(wrong.page.formValues).toMatchObject({ 'controller-2': 'Health Board', lawfulBasis: 'public-task' });
    const sent = await asEvaluator.send(address, { ...form, ...typed, why: 'Agreed with both' });
    expect(sent.leadsTo).toBe(`${programme}?done=data-protection-settled`);
    expect((await programmes.read('telling')).dataProtection).toEqual({
      ...{ lawfulBasis: 'public-task', specialCondition: null, contact: 'The office', opensOnlyApproved: true },
      steps: [
        { step: 'collecting', controller: 'Pont y Bore', processor: '' },
        { step: '1', controller: 'Pont y Bore', processor: '' },
        { step: '2', controller: 'Health Board', processor: 'Host' },
        { step: 'reporting', controller: '', processor: '' },
      ],
    });
    const { mainText } = (await asEvaluator.open(pack)).page;
    expect(mainText).toContain('Pont y Bore and Health Board');
    expect(mainText).toContain('Who is the controller for: Reporting');
    expect(mainText).not.toContain('Who is the controller for: Collecting stories');
  });

  it('names panels that have a rule of their own on who told a story', async () => {
    await programmes.ask('put', `${api}/ladder/panels/east/rules`, { body: { tellersHidden: false } });
    expect((await asEvaluator.open(pack)).page.mainText).toContain(
      'Panels that are shown it, where the teller said so: East panel',
    );
    expect((await asEvaluator.open('/cy/programmes/telling/approval-pack')).page.mainText).toContain(
      'Paneli y dangosir hynny iddynt, lle dywedodd y sawl a adroddodd y stori hynny: Panel y Dwyrain',
    );
    await programmes.ask('put', `${api}/ladder/panels/east/rules`, { body: {} });
    expect((await asEvaluator.open(pack)).page.mainText).not.toContain('Panels that are shown it');
  });

  it('holds back a period until an administrator approved the version they read', async () => {
    const closed = await open();
    expect([closed.status, closed.body.type]).toEqual([409, '/problems/pack-not-approved']);
    const address = `${programme}/approve-pack`;
    const { page } = await asAdministrator.open(address);
    const wrong = await asAdministrator.send(address, { ...page.formValues, capacity: '' });
    expect([wrong.status, ...wrong.page.errors.map(({ text }) => text)]).toEqual([
      422,
      'Enter the office in which you approve',
      'Confirm that you have read the whole pack',
    ]);
    // Somebody changes a setting while the pack is read.
    const { rules } = await programmes.read('telling');
    await programmes.ask('put', `${api}/rules`, { body: { ...rules, maxRounds: 4 } });
    const whole = { ...page.formValues, capacity: 'Data Protection Officer', read: 'yes' };
    const stale = await asAdministrator.send(address, whole);
    expect([stale.status, stale.page.formValues['capacity']]).toEqual([422, 'Data Protection Officer']);
    const sent = await asAdministrator.send(address, { ...stale.page.formValues, read: 'yes' });
    expect(sent.leadsTo).toBe(`${programme}?done=pack-approved`);
    const seen = (await asEvaluator.open(pack)).page.mainText;
    expect(seen).toMatch(/Approved by: A1\s*As: Data Protection Officer\s*When: 21 November 2026, 10:00/);
    expect(seen).toContain('3 points were still to decide.');
    expect((await open()).status).toBe(200);
    expect((await asEvaluator.open(pack)).page.mainText).toContain('Approved by: A1');
  });

  it('is open again when a setting changes, says which, and keeps every approval', async () => {
    const { rules } = await programmes.read('telling');
    await programmes.ask('put', `${api}/rules`, { body: { ...rules, tellersHidden: false } });
    const seen = (await asEvaluator.open(pack)).page.mainText;
    expect(seen).toMatch(/Not approved.*Changed since it was last approved\s*The rules of choosing were changed/s);
    expect(seen).toMatch(/Every approval, the newest first\s*Approved by: A1/);
    const read = await programmes.ask('get', `${api}/approval-pack?language=cy`, { as: administrator });
    expect(read.body).toMatchObject({ approval: null, changedSince: [{ change: 'RulesRevised', by: 'E1' }] });
    expect(read.body.sections[0].heading).toBe('Heb ei benderfynu eto');
    const approve = (headers: Record<string, string>, as = administrator) =>
      programmes.ask('post', `${api}/approval-pack/approvals`, { as, headers, body: { capacity: 'SIRO' } });
    expect((await approve({})).body.type).toBe('/problems/pack-version-needed');
    const etag = String(read.headers['etag']);
    expect((await approve({ 'if-match': etag }, evaluator)).status).toBe(403);
    expect((await approve({ 'if-match': etag })).status).toBe(201);
    const again = await programmes.ask('get', `${api}/approval-pack`, { as: administrator });
    expect(again.body.approvals.map(({ capacity }: { capacity: string }) => capacity)).toEqual([
      'SIRO',
      'Data Protection Officer',
    ]);
    expect((await asEvaluator.open(`${programme}/changes`)).page.mainText).toContain('The approval pack was approved');
  });

  it('is a file as well, and is there for those who run the programme alone', async () => {
    const file = await programmes.ask('get', `${api}/approval-pack.md`, { as: evaluator });
    expect(file.headers['content-type']).toContain('text/markdown');
    expect(file.headers['content-disposition']).toBe('attachment; filename="approval-pack.md"');
    expect(file.text).toMatch(/^# Approval pack: Telling the change\n/);
    for (const [person, status] of [
      [facilitator, 403],
      [evaluatorElsewhere, 403],
      [strangerOrganisation, 404],
    ] as const) {
      expect((await programmes.ask('get', `${api}/approval-pack`, { as: person })).status).toBe(status);
      const settle = { as: person, body: { ...(await programmes.read('telling')).dataProtection } };
      expect((await programmes.ask('put', `${api}/data-protection`, settle)).status).toBe(status);
    }
  });
});
