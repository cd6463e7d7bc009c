import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../errors.js';
import { storySubmission } from '../story-submission.service.js';
import { anOpenProgramme, isTold } from '../testing/a-telling.js';
import { administrator, askAs, elsewhere, secondKeeper } from '../testing/consent-over-time.js';

const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const page = '/en/programmes/telling/stories/rehearsed-letters';
const api = '/api/v1/programmes/telling/stories/rehearsed-letters';

describe('a letter of a rehearsal', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => '2026-11-21T10:00:00.000Z' });
    await isTold(service, anOpenProgramme({ rehearsal: 'on' }));
  });
  afterAll(() => service.close());

  /** Somebody invented, with an address that is real, is sent a new code. */
  async function sendsCode() {
    const contributors = [{ name: 'Heron', contact: 'heron@example.org' }, { name: 'Kestrel' }];
    const told = { period: '2026-Q1', language: 'en', narrative: 'We got off the bus', contributors };
    const { body } = await askAs(service, collector)('post', '/api/v1/programmes/telling/stories/told-together', told);
    const { story, contributors: given } = body as { story: string; contributors: readonly { contributor: string }[] };
    const acts = `/api/v1/stories/${story}/contributors/${given[0]?.contributor ?? ''}/lost-code/acts`;
    await service.settled();
    await askAs(service, administrator)('post', acts, { act: 'ask', checked: 'channel' });
    const confirmed = await askAs(service, secondKeeper)('post', acts, { act: 'confirm' });
    expect(confirmed.status).toBe(200);
    await service.settled();
  }

  it('is made, marked and shown to administrators in the words it would have had, and sent to nobody', async () => {
    const browser = await service.browser(administrator);
    expect((await browser.open(page)).page.mainText).toContain('No letter would have gone out yet.');
    await sendsCode();
    expect(await service.letters()).toEqual([]);
    const shown = (await browser.open(page)).page.mainText;
    expect(shown).toContain('REHEARSAL: A code');
    expect(shown).toContain('This is a rehearsal. Everything in this letter is invented, and it was sent to nobody.');
    expect(shown).toContain('It would have gone to: heron@example.org');
    expect(shown).toMatch(/You asked for a new code\..*The code: \w{4}(?:-\w{4}){6}/s);
    expect((await browser.open('/cy/programmes/telling/stories/rehearsed-letters')).page.heading).toContain(
      'Llythyrau a fyddai wedi mynd allan',
    );
    const { body } = await askAs(service, administrator)('get', api);
    expect(body.items).toEqual([
      expect.objectContaining({ kind: 'code', language: 'en', to: 'heron@example.org', subject: 'REHEARSAL: A code' }),
    ]);
    const [item] = body.items as readonly { readonly letter: string }[];
    const stored = await service.runtime.store.read(`rehearsed-letter/${item?.letter ?? ''}`);
    expect(JSON.stringify(stored)).not.toMatch(/heron|REHEARSAL/);
  });

  it('that is printed says first that it is a rehearsal, and is not to be posted', async () => {
    const contributors = [{ name: 'Heron', contact: '2 Heol y Bont, Trefin' }, { name: 'Kestrel' }];
    const told = { period: '2026-Q1', language: 'en', narrative: 'We got off the bus', contributors };
    const { body } = await askAs(service, collector)('post', '/api/v1/programmes/telling/stories/told-together', told);
    const { story, contributors: given } = body as { story: string; contributors: readonly { contributor: string }[] };
    const at = `/en/stories/${story}/contributors/${given[0]?.contributor ?? ''}/lost-code`;
    await service.settled();
    await (await service.browser(administrator)).send(at, { act: 'ask', checked: 'channel' });
    const second = await service.browser(secondKeeper);
    await second.send(at, { act: 'confirm' });
    await second.send(at, { act: 'open-sheet' });
    expect((await second.open(`${at}/sheet`)).page.mainText).toMatch(
      /Trefin.*REHEARSAL\. Everything in this letter is invented\. Do not post it\..*The code: \w{4}/s,
    );
  });

  it('is for administrators of the organisation; where nothing is rehearsed letters go out, and none is kept', async () => {
    expect((await askAs(service, secondKeeper)('get', api)).status).toBe(403);
    expect((await askAs(service, elsewhere)('get', api)).status).toBe(404);
    const { rehearsal: _, ...real } = anOpenProgramme();
    await isTold(service, real, 2);
    await sendsCode();
    expect((await askAs(service, administrator)('get', api)).body.items).toHaveLength(1);
    expect((await service.letters()).map(({ to }) => to)).toEqual(['heron@example.org']);
  });
});
