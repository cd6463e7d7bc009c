import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { sits, tellsAStory, type StoryThere } from '../../testing/a-sitting.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const member: TestPerson = { person: 'P1', roles: [{ role: 'panel-member' }] };

describe('numbers of a story, and the like elsewhere', () => {
  let service: TestService;
  let story: StoryThere;

  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
    story = await tellsAStory(service, 'Twelve came back to the group');
    await service.settled();
  }, 20_000);
  afterEach(() => service.close());

  const http = () => request(service.app.getHttpServer());
  const post = async (path: string, body: object, as: TestPerson = evaluator) => {
    const response = await http()
      .post(`/api/v1/stories/${story.story}/${path}`)
      .set(await service.as(as))
      .send(body);
    await service.settled();
    return response;
  };
  const numbers = async (as: TestPerson = evaluator) =>
    http()
      .get(`/api/v1/stories/${story.story}/numbers`)
      .set(await service.as(as));
  const heard = async () => {
    await sits(service, { received: [{ story: story.story, from: 'period' }] });
    await service.settled();
  };

  it('are written down with what was counted, sealed, and taken out again', async () => {
    expect((await post('numbers', { what: 'canary people who came back', value: 12, unit: 'people' })).status).toBe(
      200,
    );
    const [number] = (await numbers()).body.numbers;
    expect(number).toMatchObject({ what: 'canary people who came back', value: 12, unit: 'people' });
    const events = await service.runtime.store.read(`quantification/${story.story}`);
    expect(JSON.stringify(events)).not.toContain('canary');
    expect((await numbers({ ...evaluator, organisation: 'elsewhere' })).status).toBe(404);
    expect((await numbers(member)).status).toBe(403);
    await post(`numbers/${String(number.number)}/removal`, {});
    expect((await numbers()).body).toEqual({ numbers: [], like: null });
    expect((await post('numbers/none/removal', {})).status).toBe(404);
  }, 20_000);

  it('count one answer a person, of those who heard the story, and never fewer than five', async () => {
    expect((await post('the-like', { happened: true }, member)).status).toBe(404);
    await heard();
    expect((await post('the-like', { happened: true }, { ...member, person: 'P9' })).status).toBe(404);
    expect((await post('the-like', { happened: false }, member)).status).toBe(200);
    expect((await post('the-like', { happened: true }, member)).status).toBe(200);
    for (const person of ['E1', 'E2', 'E3']) await post('the-like', { happened: true }, { ...evaluator, person });
    expect((await numbers()).body.like).toBeNull();
    await post('the-like', { happened: true }, { ...evaluator, person: 'E4' });
    expect((await numbers()).body.like).toEqual({ yes: 5, of: 5 });
    const events = JSON.stringify(await service.runtime.store.read(`quantification/${story.story}`));
    for (const person of ['"P1"', '"E1"', '"E4"']) expect(events).not.toContain(person);
  }, 20_000);

  it.each([
    [
      'en',
      {
        empty: 'No number has been written down for this story yet.',
        few: 'Too few have answered, or given one of the answers, to show how many: fewer than 5.',
        missing: 'Enter a number',
        wrong: 'The number is not written in figures.',
        takeOut: 'Take out: <b>people',
        thanks: 'Thank you. You can change your answer at any time.',
        choose: 'Choose yes or no',
      },
    ],
    [
      'cy',
      {
        empty: 'Ni chofnodwyd rhif ar gyfer y stori hon eto.',
        few: 'Mae rhy ychydig wedi ateb, neu wedi rhoi un o’r atebion, i ddangos faint: llai na 5.',
        missing: 'Rhowch rif',
        wrong: 'Nid yw’r rhif wedi’i ysgrifennu mewn ffigurau.',
        takeOut: 'Tynnu: <b>people',
        thanks: 'Diolch. Gallwch newid eich ateb unrhyw bryd.',
        choose: 'Dewiswch do neu naddo',
      },
    ],
  ] as const)(
    'have pages, in %s',
    async (language, says) => {
      const staff = await service.browser(evaluator);
      const page = `/${language}/stories/${story.story}/numbers`;
      expect((await staff.open(`/${language}/stories/${story.story}`)).page.links.map(({ href }) => href)).toContain(
        page,
      );
      const empty = await staff.open(page);
      for (const text of [says.empty, says.few]) expect(empty.page.mainText).toContain(text);
      const missing = await staff.send(page, { what: '<b>people', value: '', unit: 'people' });
      expect([missing.status, missing.page.errors[0]?.text]).toEqual([422, says.missing]);
      const wrong = await staff.send(page, { what: '<b>people', value: 'a dozen', unit: 'people' });
      expect([wrong.status, wrong.page.errors[0]?.text]).toEqual([422, says.wrong]);
      expect(wrong.html).toContain('a dozen');
      expect((await staff.send(page, { what: '<b>people', value: '1,200', unit: 'people' })).status).toBe(303);
      const shown = await staff.open(page);
      expect(shown.page.mainText).toContain('1,200');
      expect(shown.page.buttons).toContain(says.takeOut);
      const takeOut = shown.page.root.querySelector('button[name=takeOut]')?.getAttribute('value') ?? '';
      await staff.send(page, { takeOut });
      expect((await staff.open(page)).page.mainText).toContain(says.empty);
      await heard();
      const hearer = await service.browser(member);
      const like = `/${language}/stories/${story.story}/the-like`;
      const nothing = await hearer.send(like, {});
      expect([nothing.status, nothing.page.errors[0]?.text]).toEqual([422, says.choose]);
      const said = await hearer.send(like, { happened: 'yes' });
      expect((await hearer.open(said.leadsTo ?? '')).page.mainText).toContain(says.thanks);
    },
    20_000,
  );
});
