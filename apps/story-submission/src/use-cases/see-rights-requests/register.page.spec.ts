import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';

const A1: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
const A2: TestPerson = { person: 'A2', roles: [{ role: 'administrator' }] };
const member: TestPerson = { person: 'M1', roles: [{ role: 'panel-member' }] };
const elsewhere: TestPerson = { ...A1, person: 'X1', organisation: 'elsewhere' };
const ofAnotherProgramme: TestPerson = { person: 'E9', roles: [{ role: 'evaluator', programme: 'other' }] };

interface Told {
  readonly story: string;
  readonly reference: string;
  readonly code: string;
}

describe('the register of what people asked', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const http = () => request(service.app.getHttpServer());
  const post = async (who: TestPerson, path: string, body: object = {}) =>
    http()
      .post(`/api/v1/rights-requests${path}`)
      .set(await service.as(who))
      .send(body);
  const get = async (who: TestPerson, path: string) =>
    http()
      .get(`/api/v1/rights-requests${path}`)
      .set(await service.as(who));
  const tell = async (narrative: string): Promise<Told> => {
    const { body } = await http()
      .post('/api/v1/programmes/telling/stories')
      .set('idempotency-key', crypto.randomUUID())
      .send({
        ...{ period: '2026-Q1', domain: 'quality', language: 'en', narrative, consentLanguage: 'en' },
        ...{ audiences: { panel: { named: false }, organisation: { named: false } }, wordingVersion: 1 },
      });
    await service.settled();
    return body as Told;
  };
  const enter = async (who: TestPerson, asked: object): Promise<string> => {
    const entered = await post(who, '', { receivedOn: '2026-11-02', how: 'letter', words: 'Please', ...asked });
    expect([entered.status, entered.body.type]).toEqual([201, undefined]);
    return String(entered.body.request);
  };
  const panelReads = async (story: string): Promise<string> => {
    const reader = { person: 'M1', organisation: 'pont-y-bore' };
    const asked = { owner: `story/${story}`, reader, purpose: 'audience', audience: 'panel', use: 'read' } as const;
    const [answer] = await service.vault.unlock([asked]);
    return answer?.kind === 'withheld' ? answer.because : 'granted';
  };

  it('is empty at first, and says what to do', async () => {
    const { open } = await service.browser(A1);
    expect((await open('/en/rights-requests')).page.mainText).toContain(
      'No request is open. When someone phones or writes, enter it here.',
    );
    expect((await open('/cy/rights-requests?state=overdue')).page.mainText).toContain('Nid oes cais hwyr.');
  });

  it('takes a story back for someone who phoned, at once, as one entry', async () => {
    const { story, reference } = await tell('I planted beans');
    const id = await enter(A1, { right: 'withdraw', reference, how: 'phone' });
    expect(await panelReads(story)).toBe('withdrawn');
    await service.settled();
    expect((await get(A2, `/${id}`)).body).toMatchObject({
      ...{ right: 'withdraw', story, outcome: 'done', how: 'phone', enteredBy: 'A1', words: 'Please' },
      ...{ receivedOn: '2026-11-02', dueOn: '2026-12-02' },
    });
    const { body } = await get(A1, '?state=done');
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([id]);
  });

  it('keeps an objection open, pauses the story, takes more time once, and tells the teller the answer', async () => {
    const { story, reference, code } = await tell('I planted peas');
    const id = await enter(A1, { right: 'object', reference });
    expect(await panelReads(story)).toBe('frozen');
    expect((await post(A1, `/${id}/extension`, { because: 'The panel meets in March' })).status).toBe(200);
    const again = await post(A1, `/${id}/extension`, { because: 'Once more' });
    expect([again.status, again.body.type]).toEqual([409, '/problems/rights-request-extended-already']);
    expect((await get(A1, `/${id}`)).body.dueOn).toBe('2027-02-02');
    const blank = await post(A1, `/${id}/answer`, { outcome: 'refused', answer: ' ' });
    expect([blank.status, blank.body.type]).toEqual([422, '/problems/rights-answer-missing']);
    await post(A1, `/${id}/answer`, { outcome: 'refused', answer: 'We have to keep the count' });
    const { body } = await http().get('/api/v1/your-story/requests').set('x-newid-code', code);
    expect(body.items).toEqual([
      expect.objectContaining({
        ...{ right: 'object', outcome: 'refused', because: 'The panel meets in March' },
        answer: 'We have to keep the count',
      }),
    ]);
  });

  it('enters that somebody wants to go on, which changes nothing until they do it with their code', async () => {
    const { story, reference, code } = await tell('I planted leeks');
    await enter(A1, { right: 'pause', reference });
    const id = await enter(A1, { right: 'resume', reference });
    expect(await panelReads(story)).toBe('frozen');
    await service.settled();
    const { page } = await (await service.browser(A2)).open(`/en/rights-requests/${id}`);
    expect(page.mainText).toContain('A story that is paused stays so until they go on with their code');
    expect(page.linkTo('They have lost their code')).toBe(`/en/stories/${story}/lost-code`);
    const { page: inWelsh } = await (await service.browser(A2)).open(`/cy/rights-requests/${id}`);
    expect(inWelsh.mainText).toContain('nes iddynt ailddechrau rhannu gyda’u cod');
    const asks = http().post('/api/v1/your-story/requests').set('x-newid-code', code);
    expect((await asks.set('idempotency-key', crypto.randomUUID()).send({ right: 'resume' })).status).toBe(200);
    expect(await panelReads(story)).toBe('granted');
    expect((await post(A1, `/${id}/answer`, { outcome: 'done', answer: 'You did it yourself' })).status).toBe(200);
  });

  it('erases a story on someone’s behalf only with two persons', async () => {
    const { story, reference } = await tell('I planted marigolds');
    const id = await enter(A1, { right: 'erase-story', reference });
    for (const [who, action, body] of [
      [A1, 'confirmation', {}],
      [A2, 'answer', { outcome: 'done', answer: 'Done' }],
    ] as const) {
      const alone = await post(who, `/${id}/${action}`, body);
      expect([alone.status, alone.body.type]).toEqual([409, '/problems/second-person-needed']);
    }
    expect(await panelReads(story)).toBe('granted');
    expect((await post(A2, `/${id}/confirmation`)).status).toBe(200);
    expect(await panelReads(story)).toBe('erased');
    await service.settled();
    expect((await get(A1, `/${id}`)).body).toMatchObject({ outcome: 'done', confirmedBy: 'A2', words: 'Please' });
  });

  it('erases a person with everything of theirs, also what they wrote to the register', async () => {
    const { story, reference, code } = await tell('I planted roses');
    const other = await enter(A1, { right: 'complain', reference, words: 'A complaint' });
    const id = await enter(A2, { right: 'erase-person', reference });
    expect((await post(A1, `/${id}/confirmation`)).status).toBe(200);
    expect(await panelReads(story)).toBe('erased');
    await service.settled();
    expect((await get(A1, `/${other}`)).body).toMatchObject({ right: 'complain', words: null, outcome: null });
    const seen = await http().get('/api/v1/your-story').set('x-newid-code', code);
    expect(seen.body).toMatchObject({ state: 'erased', withheld: 'erased' });
    expect(await service.vault.pendingIntents()).toEqual([]);
    // They may still be answered.
    expect((await post(A1, `/${other}/answer`, { outcome: 'done', answer: 'We wrote to you' })).status).toBe(200);
    const requests = service
      .said()
      .filter(({ type, subject }) => `${type} ${subject}` === `story.withdrawn.v1 story/${story}`);
    expect(requests).toHaveLength(1);
  });

  it('puts what is due first on top, and what is overdue by itself', async () => {
    const late = await enter(A1, { right: 'see', receivedOn: '2026-10-01', words: '' });
    const early = await enter(A1, { right: 'complain', receivedOn: '2026-11-20' });
    const { items } = (await get(A1, '')).body as {
      readonly items: readonly { readonly id: string; readonly isOverdue: boolean; readonly dueOn: string }[];
    };
    expect(items.filter(({ id }) => id === late || id === early)).toEqual([
      expect.objectContaining({ id: late, isOverdue: true, dueOn: '2026-11-01' }),
      expect.objectContaining({ id: early, isOverdue: false, dueOn: '2026-12-20' }),
    ]);
    expect((await get(A1, '?state=overdue')).body.items).toHaveLength(1);
    // On its last day it is in time, and what was answered is not late any more.
    const today = await enter(A1, { right: 'complain', receivedOn: '2026-10-21' });
    const done = await enter(A1, { right: 'complain', receivedOn: '2026-09-01' });
    await post(A1, `/${done}/answer`, { outcome: 'done', answer: 'We rang you' });
    for (const [id, dueOn] of [
      [today, '2026-11-21'],
      [done, '2026-10-01'],
    ] as const) {
      expect((await get(A1, `/${id}`)).body).toMatchObject({ dueOn, isOverdue: false });
    }
    const overdue = (await get(A1, '?state=overdue')).body.items;
    expect(overdue.map(({ id }: { readonly id: string }) => id)).toEqual([late]);
    // Of what is done, the latest due first.
    const dues = (await get(A1, '?state=done')).body.items.map(({ dueOn }: { readonly dueOn: string }) => dueOn);
    expect(dues.at(-1)).toBe('2026-10-01');
    expect(dues).toEqual([...dues].sort().reverse());
  });

  it('is kept on pages too: entered, with what is wrong said beside it, and answered', async () => {
    const { open, send } = await service.browser(A1);
    const wrong = await send('/en/rights-requests/enter', {
      right: 'erase-story',
      receivedOn: '2026-12-24',
      reference: 'x',
    });
    expect([wrong.status, wrong.page.errors.map(({ text }) => text)]).toEqual([422, ['Select how it came']]);
    const given = { right: 'erase-story', how: 'letter', receivedOn: '2026-12-24', reference: 'x', words: '' };
    const future = await send('/en/rights-requests/enter', given);
    expect([future.status, future.page.formValues['receivedOn']]).toEqual([422, '2026-12-24']);
    const unknown = await send('/cy/rights-requests/enter', { ...given, receivedOn: '2026-11-20' });
    expect(unknown.page.errors[0]?.text).toContain('Nid oes gan unrhyw stori');

    const { reference } = await tell('I planted leeks');
    const entered = await send('/en/rights-requests/enter', { ...given, receivedOn: '2026-11-20', reference });
    const page = await open(entered.leadsTo ?? '');
    expect(page.page.mainText).toContain(
      'You entered this request. Someone else who keeps the register has to confirm it',
    );
    const another = await service.browser(A2);
    const confirmed = await another.send(entered.leadsTo ?? '', { act: 'confirm' });
    expect((await another.open(confirmed.leadsTo ?? '')).page.mainText).toContain('Done on 21 November 2026');
    const blank = await send((await open('/en/rights-requests')).page.linkTo('Complain'), { act: 'done', answer: '' });
    expect(blank.status).toBe(422);
    const list = await open('/en/rights-requests?state=overdue');
    expect(list.page.mainText).toContain('Overdue');
    // Which of the lists it is can be seen, and not only heard.
    expect(list.page.root.querySelector('main strong[aria-current]')?.textContent).toBe('Overdue');
  });

  it('shows staff each answer about a story, and who could read it by name', async () => {
    const { story, code } = await tell('I planted kale');
    await http()
      .post('/api/v1/your-story/requests')
      .set({ 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() })
      .send({ right: 'pause' });
    const { open } = await service.browser(A1);
    const history = await open(`/en/stories/${story}/consent`);
    expect(history.page.mainText).toContain('with the teller’s code: sharing was paused.');
    const readers = await open(`/en/stories/${story}/readers`);
    expect(readers.page.mainText).toContain('Sharing is paused: no panel and no report can read it now.');
    const body = (
      await http()
        .get(`/api/v1/stories/${story}/readers`)
        .set(await service.as(A1))
    ).body;
    expect(body).toMatchObject({ state: 'frozen', could: [], purposes: ['safeguard', 'rights'] });
  });

  it('is not there for members, for another organisation, for another programme', async () => {
    const { reference } = await tell('I planted chard');
    const id = await enter(A1, { right: 'erase-story', reference });
    expect((await get(member, `/${id}`)).status).toBe(403);
    for (const who of [elsewhere, ofAnotherProgramme]) {
      expect((await get(who, `/${id}`)).status).toBe(404);
      expect((await post(who, `/${id}/confirmation`)).status).toBe(404);
      expect((await get(who, '')).body.items).toEqual([]);
    }
  });
});
