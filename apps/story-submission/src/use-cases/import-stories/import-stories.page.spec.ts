import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';
import request from 'supertest';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { aFile, evaluator, importEnds, listsStories, stories } from '../../testing/an-import.js';
import { sendsFile } from '../../testing/staff-browser.js';

const languages = [
  [
    'en',
    {
      back: 'Back',
      heading: 'Import stories',
      none: 'There is no programme that you can import stories into. An administrator can set one up, or give you the role for one.',
      empty: 'Nothing has been imported here yet.',
      chooseFile: 'Choose a CSV file',
      check: 'Check of a file',
      bringIn: 'Bring the stories in',
      aside: 'Do not bring them in',
      done: 'Import of stories',
      why: 'No answer says who may read the story. No answer is not a yes.',
      failed: 'No column has the stories. Say with a mapping which column has them.',
      head: 'Line,Id,What becomes of it,Why',
    },
  ],
  [
    'cy',
    {
      back: 'Yn ôl',
      heading: 'Mewnforio straeon',
      none: 'Nid oes rhaglen y gallwch fewnforio straeon iddi. Gall gweinyddwr greu un, neu roi’r rôl i chi ar gyfer un.',
      empty: 'Ni fewnforiwyd dim yma eto.',
      chooseFile: 'Dewiswch ffeil CSV',
      check: 'Gwirio ffeil',
      bringIn: 'Mewnforio’r straeon',
      aside: 'Peidio â’u mewnforio',
      done: 'Mewnforio straeon',
      why: undefined,
      failed: 'Nid oes colofn â’r straeon. Dywedwch gyda mapio pa golofn sy’n eu cynnwys.',
      head: 'Llinell,Cod,Beth sy’n digwydd iddi,Pam',
    },
  ],
] as const;

describe.each(languages)('importing by pages, in %s', (language, says) => {
  let service: TestService;
  const address = `/${language}/import-stories`;
  const idIn = (leadsTo: string | undefined): string => leadsTo?.split('/').at(-1) ?? '';
  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
  });
  afterEach(() => service.close());

  it('says what to do where there is no programme, and where nothing was imported', async () => {
    const browser = await service.browser(evaluator);
    expect((await browser.open(address)).page.mainText).toContain(says.none);
    await isTold(service, anOpenProgramme());
    const { page } = await browser.open(address);
    expect([page.heading, page.language]).toEqual([says.heading, language]);
    expect(page.mainText).toContain(says.empty);
    expect(page.linkTo(says.back)).toBe(`/${language}/stories`);
    const collector = await service.browser({ person: 'C1', roles: [{ role: 'collector' }] });
    expect((await collector.open(address)).page.linkTo(says.back)).toBe(`/${language}/stories/bring-in`);
  });

  it('asks again for a file that was not sent, and keeps the programme that was chosen', async () => {
    await isTold(service, anOpenProgramme());
    await isTold(service, anOpenProgramme({ id: 'second', name: { en: 'Second', cy: 'Ail' } }));
    const { status, page } = await sendsFile(service, address, { programme: 'second' });
    expect(status).toBe(422);
    expect(page.errors.map(({ input }) => input)).toEqual(['file']);
    expect(page.errors[0]?.text).toContain(language === 'en' ? 'No file was sent' : 'Nid anfonwyd ffeil');
    expect(page.formValues['programme']).toBe('second');
    const nothing = await sendsFile(service, address, {}, aFile(stories('S', 1)));
    expect([nothing.status, nothing.page.errors.map(({ input }) => input)]).toEqual([422, ['programme']]);
  });

  it('checks the file, shows each row, and brings the stories in when told to', async () => {
    await isTold(service, anOpenProgramme());
    const file = aFile([...stories('S', 2), { external_id: '=1+1', narrative: 'C', consent_audience: '' }]);
    const sent = await sendsFile(service, address, { programme: 'telling' }, file);
    expect(sent.status).toBe(303);
    await importEnds(service, idIn(sent.leadsTo));
    const browser = await service.browser(evaluator);
    const check = await browser.open(sent.leadsTo ?? '');
    expect(check.page.heading).toBe(says.check);
    expect(check.page.buttons).toEqual([says.bringIn, says.aside]);
    if (says.why !== undefined) expect(check.page.mainText).toContain(says.why);
    expect((await listsStories(service, 'programme=telling')).references).toEqual([]);

    const report = await request(service.app.getHttpServer())
      .get(`${String(sent.leadsTo)}/report`)
      .set(await service.as(evaluator));
    expect(report.headers['content-disposition']).toBe('attachment; filename="import-report.csv"');
    const [head, ...lines] = report.text.replace('\uFEFF', '').trimEnd().split('\n');
    expect(head).toBe(says.head);
    expect(lines).toHaveLength(3);
    // What a spreadsheet would take for a formula is text.
    expect(lines[2]).toMatch(/^4,'=1\+1,/);

    const brought = await browser.send(sent.leadsTo ?? '', {});
    expect(brought.status).toBe(303);
    await importEnds(service, idIn(brought.leadsTo));
    expect((await browser.open(brought.leadsTo ?? '')).page.heading).toBe(says.done);
    expect((await listsStories(service, 'programme=telling')).references).toHaveLength(2);
    const after = await browser.open(sent.leadsTo ?? '');
    expect(after.page.buttons).toEqual([]);
    expect((await browser.open(address)).page.links.filter(({ href }) => href.includes('/imports/'))).toHaveLength(2);
  });

  it('sets a check aside, and says of a file it cannot use why', async () => {
    await isTold(service, anOpenProgramme());
    const browser = await service.browser(evaluator);
    const sent = await sendsFile(service, address, { programme: 'telling' }, aFile(stories('S', 2)));
    await importEnds(service, idIn(sent.leadsTo));
    expect((await browser.send(`${String(sent.leadsTo)}/set-aside`, {})).leadsTo).toBe(sent.leadsTo);
    expect((await browser.open(sent.leadsTo ?? '')).page.buttons).toEqual([]);
    const wrong = await sendsFile(service, address, { programme: 'telling' }, Buffer.from('colour\nred\n'));
    await importEnds(service, idIn(wrong.leadsTo));
    expect((await browser.open(wrong.leadsTo ?? '')).page.mainText).toContain(says.failed);
  });
});

describe('a form with a file', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterEach(() => service.close());

  it('from a browser needs the token of its session', async () => {
    const browser = await service.browser(evaluator);
    const { page } = await browser.open('/en/import-stories');
    expect(page.formValues['csrf']).toMatch(/\S/);
    const { authorization = '' } = await service.as(evaluator);
    const cookie = `newid-session=${authorization.replace('Bearer ', '')}`;
    const forged = await request(service.app.getHttpServer())
      .post('/en/import-stories')
      .set({ cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin' })
      .field('programme', 'telling')
      .attach('file', aFile(stories('S', 1)), 'stories.csv');
    expect(forged.status).toBe(403);
  });

  it('is taken where a page asks for one, up to 20 MiB, and nowhere else', async () => {
    const large = await sendsFile(
      service,
      '/en/import-stories',
      { programme: 'telling' },
      Buffer.alloc(20 * 1024 * 1024 + 1, 'a'),
    );
    expect(large.status).toBe(413);
    const elsewhere = await sendsFile(service, '/en/your-story', {}, aFile(stories('S', 1)));
    expect(elsewhere.status).toBe(413);
  }, 20_000);

  it('sent twice begins one check', async () => {
    const form = { programme: 'telling', command: 'the-same-form' };
    const [first, again] = [
      await sendsFile(service, '/en/import-stories', form, aFile(stories('S', 1))),
      await sendsFile(service, '/en/import-stories', form, aFile(stories('S', 1))),
    ];
    expect(again.leadsTo).toBe(first.leadsTo);
    const other = await sendsFile(service, '/en/import-stories', form, aFile(stories('T', 1)));
    expect(other.status).toBe(422);
  });
});
