import request from 'supertest';

import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';
import type { Visitor } from '#web/testing/visitor.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { aFile, beginsImport, evaluator, importEnds, listsStories } from '../../testing/an-import.js';

const board = '/en/programmes/telling/sort-stories';

describe('sorting stories into domains', () => {
  let service: TestService;
  let browser: Visitor;
  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
    const { body } = await beginsImport(
      service,
      aFile([
        { external_id: 'a', title: 'Marigold', narrative: 'A', domain: '' },
        { external_id: 'b', title: 'Bluebell', narrative: 'B', domain: '' },
        { external_id: 'c', title: 'Clover', narrative: 'C', domain: '', consent_audience: 'panel' },
        { external_id: 'd', narrative: 'D', domain: 'quality' },
      ]),
    );
    await importEnds(service, body.import);
    browser = await service.browser(evaluator);
  });
  afterEach(() => service.close());

  const idsOf = async (query = 'programme=telling&order=reference'): Promise<readonly string[]> => {
    const { body } = await request(service.app.getHttpServer())
      .get(`/api/v1/stories?${query}`)
      .set(await service.as(evaluator));
    return body.items.map(({ id }: { readonly id: string }) => id);
  };
  const move = async (body: object, person: TestPerson = evaluator, key?: string): Promise<request.Response> =>
    request(service.app.getHttpServer())
      .post('/api/v1/programmes/telling/story-moves')
      .set({ ...(await service.as(person)), ...(key === undefined ? {} : { 'idempotency-key': key }) })
      .send(body);

  it('shows what has no domain first, with titles only where the organisation may read, and counts of each', async () => {
    const { page, html } = await browser.open(board);
    expect(page.mainText).toContain('No domain yet: 3 stories');
    expect(page.mainText).toContain('Quality of life: 1 story');
    expect(page.mainText).toContain('a: Marigold');
    expect(page.mainText).toContain('c: its teller has not agreed that the organisation may read it');
    expect(html).not.toContain('Clover');
    expect(page.linkTo('Quality of life: 1 story')).toBe(`${board}?domain=quality`);
    expect((await browser.open(board.replace('/en/', '/cy/'))).html).toContain('a: <span lang="en">Marigold</span>');
    const welsh = (await browser.open('/cy/programmes/telling/sort-stories?domain=other')).page;
    expect([welsh.heading, welsh.mainText.includes('Nid oes stori yma i’w didoli.')]).toEqual([
      'Dweud y newid Didoli straeon i feysydd',
      true,
    ]);
  });

  it('moves several at once, once of a form sent twice, and keeps who and why with each', async () => {
    const [a = '', b = ''] = await idsOf();
    const form = {
      ...(await browser.open(board)).page.formValues,
      stories: [a, b],
      into: 'other',
      why: 'Both are about home',
    };
    const { leadsTo = '' } = await browser.send(board, form);
    expect((await browser.send(board, form)).status).toBe(303);
    const { page } = await browser.open(leadsTo);
    expect(page.mainText).toContain('2 stories were moved to: Any other change');
    expect((await listsStories(service, 'programme=telling&domain=other&order=reference')).references).toEqual([
      'a',
      'b',
    ]);
    await service.settled();
    expect(
      service
        .said()
        .filter(({ type }) => type === storyMovedV1.type)
        .map(({ data }) => data),
    ).toMatchObject([
      { story: a, programme: 'telling', period: '2026-Q1', from: null, domain: 'other' },
      { story: b, from: null, domain: 'other' },
    ]);
    const told = (await browser.open(`/en/stories/${a}`)).page.mainText;
    expect(told).toMatch(/From: No domain yet\. To: Any other change.*Moved by: E1.*Why: Both are about home/s);
    expect(JSON.stringify(service.said())).not.toContain('about home');
  });

  it('asks for a story and a place, and keeps what was typed', async () => {
    const { status, page } = await browser.send(board, { why: 'Because' });
    expect(status).toBe(422);
    expect(page.errors.map(({ text }) => text)).toEqual([
      'Choose at least one story',
      'Choose where the stories belong',
    ]);
    expect(page.field('Why? (optional)').value).toBe('Because');
  });

  it('moves by the API what it can, and says what it could not', async () => {
    const [a = '', b = ''] = await idsOf();
    await request(service.app.getHttpServer())
      .post(`/api/v1/stories/${b}/withdrawal`)
      .set(await service.as(evaluator))
      .send({ because: 'teller-asked' });
    const { status, body } = await move({ stories: [a, b, 'none-such'], domain: 'quality' });
    expect([status, body]).toEqual([
      200,
      {
        moved: [a],
        refused: [
          { story: b, refusal: 'story-already-withdrawn' },
          { story: 'none-such', refusal: 'story-not-found' },
        ],
      },
    ]);
    expect((await move({ stories: [a], domain: 'colour' })).body.refused).toEqual([
      { story: a, refusal: 'story-domain-unknown' },
    ]);
    expect((await move({ stories: [a] })).body).toEqual({ moved: [a], refused: [] });
    expect((await move({ stories: [] })).status).toBe(422);
  });

  it('is for evaluators of the programme only', async () => {
    const [a = ''] = await idsOf();
    for (const [person, status] of [
      [{ person: 'F1', roles: [{ role: 'facilitator' }] }, 403],
      [{ person: 'E2', roles: [{ role: 'evaluator', programme: 'another' }] }, 404],
      [{ person: 'X1', organisation: 'others', roles: [{ role: 'evaluator' }] }, 404],
    ] as const) {
      expect((await (await service.browser(person)).open(board)).status).toBe(status);
      expect((await move({ stories: [a], domain: 'other' }, person)).status).toBe(status);
    }
  });
});
