import request from 'supertest';

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { aFile, beginsImport, evaluator, importEnds, stories } from '../../testing/an-import.js';

const languages = [
  [
    'en',
    {
      heading: 'Stories',
      noProgramme: 'There is no programme yet in which stories can be told. Set one up first.',
      empty: 'No story has been told here yet.',
      narrowed: 'No story matches all of this.',
      caption: 'Stories, in the order chosen',
      more: 'Next page',
      domain: 'Domain of change',
      reads: 'Read the story',
      consent: 'What the teller agreed to',
      reader: 'The organisation, without the name',
      notAgreed: 'The teller has not agreed that the organisation may read it.',
      notes: 'Before you read: this story speaks of',
    },
  ],
  [
    'cy',
    {
      heading: 'Straeon',
      noProgramme: 'Nid oes rhaglen eto y gellir adrodd straeon ynddi. Crëwch un yn gyntaf.',
      empty: 'Nid adroddwyd stori yma eto.',
      narrowed: 'Nid oes stori sy’n cyfateb i hyn i gyd.',
      caption: 'Straeon, yn y drefn a ddewiswyd',
      more: 'Tudalen nesaf',
      domain: 'Maes newid',
      reads: 'Darllen y stori',
      consent: 'Yr hyn y cytunwyd iddo',
      reader: 'Y sefydliad, heb yr enw',
      notAgreed: 'Nid yw’r sawl a’i hadroddodd wedi cytuno i’r sefydliad ei darllen.',
      notes: 'Cyn i chi ddarllen: mae’r stori hon yn sôn am',
    },
  ],
] as const;

describe.each(languages)('stories as staff see them, in %s', (language, says) => {
  let service: TestService;
  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
  });
  afterEach(() => service.close());
  const address = `/${language}/stories`;

  const brings = async (file: Buffer): Promise<void> => {
    const { body } = await beginsImport(service, file);
    await importEnds(service, body.import);
  };

  it('says what to do next where there is nothing', async () => {
    const browser = await service.browser(evaluator);
    expect((await browser.open(address)).page.mainText).toContain(says.noProgramme);
    await isTold(service, anOpenProgramme());
    const { page } = await browser.open(address);
    expect([page.heading, page.language]).toEqual([says.heading, language]);
    expect(page.mainText).toContain(says.empty);
    expect((await browser.open(`${address}?route=group`)).page.mainText).toContain(says.narrowed);
  });

  it('lists them in full pages, narrowed as asked, with no text of theirs', async () => {
    await isTold(service, anOpenProgramme());
    await brings(aFile([...stories('S', 26), { external_id: 'X', narrative: 'Canary marigold', domain: 'other' }]));
    const browser = await service.browser(evaluator);
    const first = await browser.open(`${address}?order=reference`);
    expect(first.page.table(says.caption)).toHaveLength(1 + 25);
    expect(first.html).not.toMatch(/Canary|Story 1 of/);
    const second = await browser.open(first.page.linkTo(says.more));
    expect(second.page.table(says.caption)).toHaveLength(1 + 2);
    const narrowed = await browser.open(`${address}?programme=telling&domain=other`);
    expect(narrowed.page.table(says.caption).map(([reference]) => reference)).toEqual([expect.any(String), 'X']);
    expect(narrowed.page.field(says.domain).value).toBe('other');
  });

  it('shows one behind its content notes, with the consent beside it', async () => {
    await isTold(service, anOpenProgramme());
    await brings(
      Buffer.from(
        'external_id,title,narrative,why_significant,language,consent_audience,period,domain,told_on,collection_route,content_notes\n' +
          'S-1,<b>Off</b>,I got off the bus,I can breathe,en,organisation,2026-Q1,quality,2026-02-03,interview,bereavement\n',
      ),
    );
    const browser = await service.browser(evaluator);
    const { page, html } = await browser.open((await browser.open(address)).page.linkTo('S-1'));
    for (const shown of [says.reads, says.notes, 'bereavement', says.consent, says.reader, 'I got off the bus']) {
      expect(page.mainText).toContain(shown);
    }
    expect(html).toContain('&lt;b&gt;Off&lt;/b&gt;');
    expect(page.root.querySelector('main details')?.textContent).toContain('I got off the bus');
    expect(page.title).not.toMatch(/Off|bus/);
  });

  it('says plainly why a text is withheld, and what was agreed to instead', async () => {
    await isTold(service, anOpenProgramme());
    await brings(aFile([{ external_id: 'P-1', narrative: 'For panels', consent_audience: 'panel' }]));
    const browser = await service.browser(evaluator);
    const { page, html } = await browser.open((await browser.open(address)).page.linkTo('P-1'));
    expect(page.mainText).toContain(says.notAgreed);
    expect(page.mainText).toContain(says.consent);
    expect(html).not.toContain('For panels');
  });

  it('is not for others: another organisation, a facilitator, somebody who is not signed in', async () => {
    await isTold(service, anOpenProgramme());
    await brings(aFile([{ external_id: 'S-1', narrative: 'One' }]));
    const own = await service.browser(evaluator);
    const story = (await own.open(address)).page.linkTo('S-1');
    const elsewhere = await service.browser({ ...evaluator, person: 'X1', organisation: 'elsewhere' });
    expect((await elsewhere.open(story)).status).toBe(404);
    expect((await elsewhere.open(`${address}?programme=telling`)).status).toBe(404);
    const narrow = await service.browser({ person: 'E2', roles: [{ role: 'evaluator', programme: 'another' }] });
    expect((await narrow.open(story)).status).toBe(404);
    const facilitator = await service.browser({ person: 'F1', roles: [{ role: 'facilitator' }] });
    expect((await facilitator.open(story)).status).toBe(403);
    const anyone = await request(service.app.getHttpServer()).get(story).set('accept', 'text/html');
    expect([302, 303, 401]).toContain(anyone.status);
    expect(anyone.text).not.toContain('One');
  });
});
