import request from 'supertest';

import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import { aPeriod } from '#contracts/testing/a-programme.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { aFile, beginsImport, importEnds, rowsOf } from '../../testing/an-import.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const asked = (given: Partial<ExtraQuestionDesign>): ExtraQuestionDesign => ({
  id: 'q1',
  version: 1,
  kind: 'one',
  wording: { en: 'Where did it happen?', cy: 'Ble digwyddodd hyn?' },
  hint: { en: '', cy: '' },
  isRequired: false,
  options: [],
  least: null,
  most: null,
  isRetired: false,
  ...given,
});
const where = asked({
  isRequired: true,
  options: [
    { id: 'o1', name: { en: 'At home', cy: 'Gartref' } },
    { id: 'o2', name: { en: 'In a group', cy: 'Mewn grŵp' } },
  ],
});
const times = asked({ id: 'q2', kind: 'number', wording: { en: 'How many times?', cy: 'Sawl gwaith?' }, least: 1 });
const since = asked({ id: 'q3', kind: 'date', wording: { en: 'Since when?', cy: 'Ers pryd?' } });
const place = asked({ version: 2, kind: 'text', wording: { en: 'In which place?', cy: 'Ym mha le?' } });

const at = (question: string, language = 'en') => `/${language}/tell-your-story/questions/${question}`;
const evaluator = { person: 'E1', roles: [{ role: 'evaluator' as const }] };
const told = {
  ...{ period: '2026-Q1', language: 'en', narrative: 'I got off the bus', wordingVersion: 1, consentLanguage: 'en' },
  audiences: { organisation: { named: false } },
};

describe('further questions of a programme', () => {
  let service: TestService;
  const tells = async (extra: object) =>
    request(service.app.getHttpServer())
      .post('/api/v1/programmes/telling/stories')
      .set(await service.as(evaluator))
      .send({ ...told, extra });
  const exported = async (query = '') => {
    const answer = await request(service.app.getHttpServer())
      .get(`/api/v1/programmes/telling/stories/extra-answers.csv${query}`)
      .set(await service.as(evaluator));
    return answer.text.split('\r\n').map((line) => line.split(',').slice(2).join(','));
  };
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme({ extraQuestions: [where, times, since] }));
  });
  afterAll(() => service.close());

  it('are asked one a page after the story, in either language, and checked with the rest', async () => {
    const teller = new TellerBrowser(service.app);
    await teller.fillIn('/cy/tell-your-story', {});
    await teller.fillIn(at('story', 'cy'), { narrative: 'Des i oddi ar y bws' });
    const first = await teller.fillIn(at('kind', 'cy'), { domain: 'quality' });
    expect(first.leadsTo).toBe(at('q1', 'cy'));
    const refused = await teller.fillIn(at('q1', 'cy'), {});
    expect([refused.status, refused.page.heading]).toEqual([422, 'Ble digwyddodd hyn?']);
    expect(refused.page.errors).toEqual([{ text: 'Atebwch y cwestiwn hwn er mwyn parhau', input: 'answer' }]);
    expect((await teller.fillIn(at('q1', 'cy'), { answer: 'o2' })).leadsTo).toBe(at('q2', 'cy'));
    const few = await teller.fillIn(at('q2', 'cy'), { answer: '0' });
    expect(few.page.errors).toEqual([{ text: 'Rhowch rif cyfan sy’n 1 neu fwy', input: 'answer' }]);
    await teller.fillIn(at('q2', 'cy'), { answer: '3' });
    const day = { 'answer-day': '27', 'answer-month': '3', 'answer-year': '2025' };
    expect((await teller.fillIn(at('q3', 'cy'), day)).leadsTo).toBe(at('readers', 'cy'));
    await teller.fillIn(at('readers', 'cy'), { panel: 'yes', organisation: 'yes', partner: 'no', public: 'no' });
    await teller.fillIn(at('name', 'cy'), {});
    const check = await teller.open('/cy/tell-your-story/check');
    expect(check.page.mainText).toMatch(/Ble digwyddodd hyn\?\s*Mewn grŵp.*Sawl gwaith\?\s*3.*27 Mawrth 2025/s);
    const sent = await teller.fillIn('/cy/tell-your-story/check', {});
    expect(sent.leadsTo).toBe('/cy/tell-your-story/sent');
    const seen = await teller.open('/en/your-story/seen');
    expect(seen.page.mainText).toMatch(/Where did it happen\?\s*In a group/);
    expect((await teller.open(at('q9'))).status).toBe(303);
  });

  it('are answered by the API, which says what does not fit; none of it stands in clear', async () => {
    expect((await tells({})).body).toMatchObject({ status: 422, type: '/problems/extra-answer-missing' });
    expect((await tells({ q1: 'o3' })).body).toMatchObject({ status: 422, field: 'extra.q1' });
    expect((await tells({ q1: { is: 'odd' } })).status).toBe(422);
    const { status, body } = await tells({ q1: 'at home', q2: 12 });
    expect(status).toBe(201);
    const story = await request(service.app.getHttpServer())
      .get(`/api/v1/stories/${String(body.story)}`)
      .set(await service.as(evaluator));
    expect(story.body.text.extra).toEqual([
      { question: 'q1', version: 1, wording: where.wording, kind: 'one', chosen: [where.options[0]] },
      { question: 'q2', version: 1, wording: times.wording, kind: 'number', number: 12 },
    ]);
    await service.settled();
    expect(JSON.stringify(service.said())).not.toContain('At home');
    const browser = await service.browser(evaluator);
    const { page } = await browser.open(`/en/stories/${String(body.story)}`);
    expect(page.mainText).toMatch(/Where did it happen\?\s*At home/);
    expect(
      (await browser.open('/en/stories?programme=telling')).page.linkTo('Save the answers to further questions (CSV)'),
    ).toBe('/api/v1/programmes/telling/stories/extra-answers.csv?language=en');
  });

  it('come in with a file, in columns of their id or their words; what does not fit is kept as a note', async () => {
    const [head = '', ...rows] = aFile([{ external_id: 'X-1' }, { external_id: 'X-2' }, { external_id: 'X-3' }])
      .toString()
      .trimEnd()
      .split('\n');
    const cells = ['Gartref,"1,200"', 'elsewhere,2', ',2'];
    const file = [`${head},where DID it happen?,q2`, ...rows.map((row, index) => `${row},${cells[index] ?? ''}`)];
    const begun = await beginsImport(service, Buffer.from(`${file.join('\n')}\n`));
    const id = String(begun.body.import);
    await importEnds(service, id);
    expect((await rowsOf(service, id)).map(({ do: does, reason }) => [does, reason])).toEqual([
      ['accept', 'nothing-wrong'],
      ['accept_with_warning', 'extra-answer-kept-as-words'],
      ['accept_with_warning', 'extra-answer-missing'],
    ]);
    expect(await exported()).toContain('q2,1,How many times?,A number,1200');
  });

  it('that are changed keep their answers as they were asked, and ask anew whoever had not sent theirs', async () => {
    const teller = new TellerBrowser(service.app);
    await teller.fillIn('/en/tell-your-story', {});
    await teller.fillIn(at('q1'), { answer: 'o1' });
    await isTold(service, anOpenProgramme({ extraQuestions: [place, { ...times, isRetired: true }, since] }), 2);
    expect((await teller.open(at('q2'))).status).toBe(404);
    await answersRest(teller);
    const asksAgain = await teller.open('/en/tell-your-story/check');
    expect(asksAgain.leadsTo).toBe(at('q1'));
    expect((await teller.open(at('q1'))).page.heading).toBe('In which place?');
    await teller.fillIn(at('q1'), { answer: '=SUM(A1) in Bangor' });
    await teller.fillIn('/en/tell-your-story/check', {});
    await service.settled();
    const lines = await exported('?language=en');
    expect(lines).toContain('q1,1,Where did it happen?,One answer of several,At home');
    expect(lines).toContain('q1,1,Where did it happen?,One answer of several,In a group');
    expect(lines).toContain("q1,2,In which place?,In words,'=SUM(A1) in Bangor");
    expect(await exported('?language=cy')).toContain('q2,1,Sawl gwaith?,Rhif,12');
  });

  it('are exported of one period where that is asked', async () => {
    const periods = [
      ...anOpenProgramme().periods,
      aPeriod({ id: '2026-Q2', opens: '2026-04-01', closes: '2026-06-30' }),
    ];
    await isTold(
      service,
      anOpenProgramme({ periods, extraQuestions: [place, { ...times, isRetired: true }, since] }),
      3,
    );
    await service.settled();
    const [head, ...all] = await exported('?language=en');
    expect(all.filter((line) => line !== '').length).toBeGreaterThan(0);
    expect(await exported('?language=en&period=2026-Q1')).toEqual([head, ...all]);
    expect((await exported('?language=en&period=2026-Q2')).filter((line) => line !== '')).toEqual([head]);
  });

  it('are in no export while their story is held back', async () => {
    const { body } = await tells({ q1: 'at home' });
    const owner = `story/${String(body.story)}`;
    await service.settled();
    const all = await exported('?language=en');
    await service.vault.hold(owner, { id: 'held', actor: 'E1', at: '2026-11-23T10:00:00.000Z' });
    expect((await exported('?language=en')).length).toBeLessThan(all.length);
    await service.vault.settleIntent('held');
    await service.vault.letGo(owner, () => Promise.resolve(true));
    expect(await exported('?language=en')).toEqual(all);
  });

  it('are exported to nobody else', async () => {
    for (const [person, status] of [
      [{ person: 'M1', roles: [{ role: 'panel-member' as const }] }, 403],
      [{ person: 'X1', organisation: 'others', roles: [{ role: 'evaluator' as const }] }, 404],
    ] as const) {
      const answer = await request(service.app.getHttpServer())
        .get('/api/v1/programmes/telling/stories/extra-answers.csv')
        .set(await service.as(person));
      expect(answer.status).toBe(status);
    }
  });
});

async function answersRest(teller: TellerBrowser): Promise<void> {
  await teller.fillIn(at('story'), { narrative: 'The sea' });
  await teller.fillIn(at('readers'), { panel: 'yes', organisation: 'yes', partner: 'no', public: 'no' });
  await teller.fillIn(at('name'), {});
}
