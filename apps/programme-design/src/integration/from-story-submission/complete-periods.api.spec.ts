import { feedbackPeriodChangedV1 } from '#contracts/story-submission/feedback-period-changed.v1.js';
import { aPeriod } from '#contracts/testing/a-programme.js';

import { evaluator, startProgrammeService, type ProgrammeService } from '../../testing/programme-service.js';

describe('a period of which all is told back', () => {
  let programmes: ProgrammeService;
  let revision = 0;
  beforeAll(async () => {
    programmes = await startProgrammeService();
    await programmes.create({
      periods: [aPeriod({ status: 'open' }), aPeriod({ id: 'next', opens: '2026-04-01', closes: '2026-06-30' })],
    });
  });
  afterAll(() => programmes.service.close());

  const told = async (isComplete: boolean, given = (revision += 1)): Promise<void> => {
    const period = '2026-Q1';
    await programmes.service.receive(feedbackPeriodChangedV1, `feedback-of-period/telling/${period}`, {
      ...{ programme: 'telling', period, isComplete, items: 4, seenTo: isComplete ? 4 : 3, revision: given },
      at: '2026-05-01T10:00:00.000Z',
    });
    await programmes.service.settled();
  };
  const statuses = async () => (await programmes.read('telling')).periods.map(({ status }) => status);
  const act = async (what: 'opening' | 'closing', why = 'It is over') => {
    const done = await programmes.ask('post', `/api/v1/programmes/telling/periods/2026-Q1/${what}`, { body: { why } });
    await programmes.service.settled();
    return done.status;
  };

  it('is complete once it is closed, and not while it takes in stories', async () => {
    await told(true);
    expect(await statuses()).toEqual(['open', 'planned']);
    expect(await act('closing')).toBe(200);
    expect(await statuses()).toEqual(['complete', 'planned']);
  });

  it('is so no more when there is more to tell, and again when that is told', async () => {
    await told(false);
    expect(await statuses()).toEqual(['in-panels', 'planned']);
    await told(true);
    expect(await statuses()).toEqual(['complete', 'planned']);
    // Said before: it comes again.
    await told(false, 2);
    expect(await statuses()).toEqual(['complete', 'planned']);
  });

  it('says so on the pages and in the record, as what the service itself did', async () => {
    const browser = await programmes.service.browser(evaluator);
    for (const [language, status, change, by] of [
      ['en', 'Complete', 'A period is complete: January to March 2026', 'Changed by: the service itself'],
      ['cy', 'Wedi’i gwblhau', 'Mae cyfnod yn gyflawn: Ionawr i Fawrth 2026', 'Newidiwyd gan: y gwasanaeth ei hun'],
    ] as const) {
      expect((await browser.open(`/${language}/programmes/telling`)).page.mainText).toContain(status);
      const record = (await browser.open(`/${language}/programmes/telling/changes`)).page.mainText;
      expect(record).toContain(change);
      expect(record).toContain(by);
    }
    const last = programmes.service.said().at(-1);
    expect(last?.data).toMatchObject({ change: 'PeriodCompleted' });
  });

  it('can be opened again, with a reason', async () => {
    expect(await act('opening', '')).toBe(422);
    expect(await act('opening', 'Somebody came late')).toBe(200);
    expect(await statuses()).toEqual(['open', 'planned']);
  });
});
