import request from 'supertest';

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { aFile, beginsImport, evaluator, importEnds, listsStories, stories } from '../../testing/an-import.js';
import { sendsFile } from '../../testing/staff-browser.js';

/** Headings of nobody’s standard; the rows would be taken under ours. */
const ownHeadings = (): Buffer =>
  Buffer.from(
    String(aFile(stories('S', 3)))
      .replace('narrative', 'What happened?')
      .replace('consent_audience', 'Who may read it?')
      .replace('title', 'Heading'),
  );
const idIn = (leadsTo: string | undefined): string => leadsTo?.split('/').at(-1) ?? '';

describe.each([
  [
    'en',
    {
      link: 'Say which column is which',
      twice: 'This column is chosen for something else already',
      missing: 'Choose the column that has the stories',
    },
  ],
  [
    'cy',
    {
      link: 'Dywedwch pa golofn yw pa un',
      twice: 'Mae’r golofn hon wedi’i dewis at rywbeth arall eisoes',
      missing: 'Dewiswch y golofn â’r straeon',
    },
  ],
] as const)('a file with headings of its own, in %s', (language, says) => {
  let service: TestService;
  let check: string;
  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
    const sent = await sendsFile(service, `/${language}/import-stories`, { programme: 'telling' }, ownHeadings());
    check = sent.leadsTo ?? '';
    await importEnds(service, idIn(check));
  });
  afterEach(() => service.close());

  it('is matched by a person, checked again and brought in', async () => {
    const browser = await service.browser(evaluator);
    const link = (await browser.open(check)).page.links.find(({ name }) => name === says.link);
    expect(link?.href).toBe(`${check}/columns`);
    const { page } = await browser.open(`${check}/columns`);
    // What it found by itself, and what it did not.
    expect(page.formValues).toMatchObject({ why_significant: 'why_significant', narrative: '', title: '' });
    const matched = { ...page.formValues, narrative: 'What happened?', title: 'Heading' };
    const sent = await browser.send(`${check}/columns`, { ...matched, consent_audience: 'Who may read it?' });
    expect(sent.status).toBe(303);
    const again = await importEnds(service, idIn(sent.leadsTo));
    expect(again.counts).toMatchObject({ rows: 3, accepted: 3, rejected: 0 });
    const brought = await browser.send(sent.leadsTo ?? '', {});
    await importEnds(service, idIn(brought.leadsTo));
    expect((await listsStories(service, 'programme=telling')).references).toHaveLength(3);
  });

  it('keeps what was chosen and says what is wrong with it', async () => {
    const browser = await service.browser(evaluator);
    const twice = { narrative: 'What happened?', title: 'What happened?', consent_audience: 'Who may read it?' };
    const sent = await browser.send(`${check}/columns`, twice);
    expect([sent.status, sent.page.errors.map(({ input }) => input)]).toEqual([422, ['title']]);
    expect(sent.page.mainText).toContain(says.twice);
    expect(sent.page.formValues).toMatchObject(twice);
    const without = await browser.send(`${check}/columns`, { consent_audience: 'Who may read it?' });
    expect(without.page.errors.map(({ text }) => text)).toEqual([says.missing]);
    const nobody = await browser.send(`${check}/columns`, { narrative: 'What happened?' });
    expect([nobody.status, nobody.page.errors.map(({ input }) => input)]).toEqual([422, ['consent_audience']]);
  });
});

describe('columns by the API', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterEach(() => service.close());

  const asks = async (method: 'get' | 'post', check: string, body?: object) =>
    request(service.app.getHttpServer())
      [method](`/api/v1/imports/${check}/columns`)
      .set({ ...(await service.as(evaluator)), ...(body === undefined ? {} : { 'idempotency-key': 'matched' }) })
      .send(body);

  it('are given, matched, and refused field by field', async () => {
    const begun = await beginsImport(service, ownHeadings(), { query: '?dryRun=true' });
    const check = String(begun.body.import);
    await importEnds(service, check);
    const seen = await asks('get', check);
    expect(seen.body.headings).toContain('What happened?');
    expect(seen.body.found).toMatchObject({ domain: 'domain', narrative: null, consent_audience: null });
    const refused = await asks('post', check, { mapping: { colour: 'x', narrative: 'No such', title: 7 } });
    expect(refused.status).toBe(422);
    const mapping = { title: 'Heading', narrative: 'what happened?', consent_audience: 'Who may read it?' };
    const matched = await asks('post', check, { mapping });
    expect(matched.status).toBe(202);
    const again = await importEnds(service, String(matched.body.import));
    expect(again.counts).toMatchObject({ rows: 3, accepted: 3 });
    // The one that was made with a mapping shows it.
    expect((await asks('get', String(matched.body.import))).body.matched).toMatchObject({
      narrative: 'What happened?',
    });
  });

  it('are there only while the file of a check is', async () => {
    const begun = await beginsImport(service, aFile(stories('S', 1)));
    await importEnds(service, String(begun.body.import));
    expect((await asks('get', String(begun.body.import))).body.type).toBe('/problems/checked-file-gone');
    expect((await asks('get', 'nothing')).status).toBe(404);
  });
});
