import request from 'supertest';

import { aPeriod } from '#contracts/testing/a-programme.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { aFile, beginsImport, evaluator, importEnds, listsStories, stories } from '../../testing/an-import.js';

describe('the list of stories', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    const periods = [
      aPeriod({ status: 'open' }),
      aPeriod({ id: '2026-Q2', opens: '2026-04-01', closes: '2026-06-30' }),
    ];
    await isTold(service, anOpenProgramme({ periods }));
    const { body } = await beginsImport(
      service,
      aFile([
        { external_id: 'a', narrative: 'A', told_on: '2026-02-01', collection_route: 'group' },
        { external_id: 'b', narrative: 'B', told_on: '2026-02-03', domain: 'other' },
        { external_id: 'c', narrative: 'C', told_on: '2026-05-02', period: '2026-Q2' },
        { external_id: 'd', narrative: 'D', told_on: '2026-01-05', domain: '' },
        { external_id: 'e', narrative: 'E', told_on: '2026-02-02', collection_route: 'group', domain: 'other' },
      ]),
    );
    await importEnds(service, body.import);
  });
  afterAll(() => service.close());
  const opens = async (person: TestPerson, address: string) =>
    request(service.app.getHttpServer())
      .get(address)
      .set(await service.as(person));

  it.each([
    ['newest first', '', ['c', 'b', 'e', 'a', 'd']],
    ['oldest first', '&order=oldest', ['d', 'a', 'e', 'b', 'c']],
    ['by reference', '&order=reference', ['a', 'b', 'c', 'd', 'e']],
    ['of a period', '&period=2026-Q2', ['c']],
    ['of a domain', '&domain=other', ['b', 'e']],
    ['without a domain', '&domain=none', ['d']],
    ['of a period and a domain', '&period=2026-Q1&domain=quality', ['a']],
    ['of a way of collecting', '&route=group', ['e', 'a']],
    ['of a way of collecting and a domain, by reference', '&route=group&domain=other&order=reference', ['e']],
    ['taken back', '&state=withdrawn', []],
    ['not taken back', '&state=shared&period=2026-Q2', ['c']],
    ['of a domain there is not', '&domain=colour', []],
  ])('%s', async (_, query, references) => {
    expect((await listsStories(service, `programme=telling${query}`)).references).toEqual(references);
  });

  it('leads to what was agreed to in each, by whom, for those who look after stories here alone', async () => {
    const { items } = (await opens(evaluator, '/api/v1/stories?programme=telling&period=2026-Q2')).body as {
      readonly items: readonly { readonly id: string }[];
    };
    const address = `/api/v1/stories/${items[0]?.id ?? ''}/consent-history`;
    expect((await opens(evaluator, address)).body).toMatchObject({ items: [{ what: 'given', by: 'file' }] });
    for (const person of [
      { ...evaluator, organisation: 'others' },
      { person: 'E2', roles: [{ role: 'evaluator' as const, programme: 'another' }] },
    ]) {
      expect((await opens(person, address)).body).toMatchObject({ type: '/problems/story-not-found' });
    }
  });

  it('comes in pages that are full, whatever is left out of them', async () => {
    const first = await listsStories(service, 'programme=telling&route=interview&limit=2');
    expect(first.references).toEqual(['c', 'b']);
    const second = await listsStories(service, `programme=telling&route=interview&limit=2&after=${String(first.next)}`);
    expect(second).toEqual({ references: ['d'], next: null });
  });

  it('comes whole in pages of any size, with more than is read at once', async () => {
    const { body } = await beginsImport(
      service,
      aFile(stories('z', 700).map((row) => ({ ...row, collection_route: 'staff' }))),
    );
    await importEnds(service, body.import);
    const listed: string[] = [];
    for (let query = 'programme=telling&route=interview&order=oldest&limit=1'; query !== '';) {
      const page = await listsStories(service, query);
      listed.push(...page.references);
      query =
        page.next === null ? '' : `programme=telling&route=interview&order=oldest&limit=1&after=${String(page.next)}`;
    }
    expect(listed).toEqual(['d', 'b', 'c']);
  });
});
