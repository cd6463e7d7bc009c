import request from 'supertest';

import { newId } from '#service-kit/ids.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { tellsAStory, type StoryThere } from '../../testing/a-sitting.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { storySubmission } from '../../story-submission.service.js';
import { settleIntentsOlderThan } from '../withdraw-story/settle-intents.js';

const E1: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const at = '2026-11-23T10:00:00.000Z';

describe('a story that is held', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  interface Told extends StoryThere {
    readonly owner: string;
  }
  const tell = async (): Promise<Told> => {
    const told = await tellsAStory(service, 'I kept the lamp');
    return { ...told, owner: `story/${told.story}` };
  };
  const eventsOf = async (owner: string) => (await service.runtime.store.read(owner)).map(({ event }) => event.type);
  const pending = async () => (await service.vault.pendingIntents()).map(({ kind, owner }) => `${kind} ${owner}`);
  const uses = ({ code }: Told, right: string) =>
    request(service.app.getHttpServer())
      .post('/api/v1/your-story/requests')
      .set({ 'idempotency-key': newId(), 'x-newid-code': code })
      .send({ right });
  /** As its teller is told: what they agreed to. */
  const mayRead = async ({ code }: Told): Promise<readonly string[]> => {
    await service.settled();
    const { body } = await request(service.app.getHttpServer())
      .get('/api/v1/your-story/readers')
      .set('x-newid-code', code);
    const could: readonly { readonly audience: string }[] = body.could;
    return [...new Set(could.map(({ audience }) => audience))];
  };
  const asPanel = async ({ owner }: Told): Promise<string> => {
    const reader = { person: 'M1', organisation: 'pont-y-bore' };
    const as = { purpose: 'audience', audience: 'panel', use: 'read' } as const;
    const [answer] = await service.vault.unlock([{ owner, reader, ...as }]);
    return answer?.kind === 'withheld' ? answer.because : String(answer?.kind);
  };
  const asReader = async ({ story }: Told, path: string, body: object = {}) =>
    request(service.app.getHttpServer())
      .post(`/api/v1/stories/${story}${path}`)
      .set(await service.as(E1))
      .send(body);
  const holdsBack = (told: Told, storyVersion = 1) =>
    asReader(told, '/holding-back', { storyVersion, why: 'It names a worker' });
  const clears = (told: Told) => asReader(told, '/clearing', { storyVersion: 1 });

  it('is read by no panel from the answer on, until it is cleared; going on does not let it go', async () => {
    const told = await tell();
    expect((await holdsBack(told)).status).toBe(200);
    // A list that shrank would tell that there is a concern.
    expect([await asPanel(told), await mayRead(told)]).toEqual(['held', ['panel']]);
    await uses(told, 'pause');
    await uses(told, 'resume');
    expect(await asPanel(told)).toBe('held');
    expect((await clears(told)).status).toBe(200);
    expect([await asPanel(told), await pending()]).toEqual(['granted', []]);
  });

  it('for a concern and by a reader is let go by both', async () => {
    const told = await tell();
    const raised = await asReader(told, '/concerns', { said: 'It is about a nurse', about: 'staff' });
    expect([raised.status, await asPanel(told)]).toEqual([201, 'held']);
    expect((await clears(told)).status).toBe(200);
    expect(await asPanel(told)).toBe('held');
    const concern = String(raised.body.concern);
    const letGo = { type: 'LetGoByConcern', schemaVersion: 1, data: { concern } };
    const by = { organisation: 'pont-y-bore', actor: 'L1', at, correlation: 'test' };
    await service.runtime.store.append(told.owner, [letGo], {
      ...by,
      commandId: `go ${concern}`,
      expected: 'exists',
    });
    await service.settled();
    expect([await asPanel(told), await pending()]).toEqual(['granted', []]);
  });

  it('is not touched at the key where another text was read', async () => {
    const told = await tell();
    const stale = await holdsBack(told, 2);
    expect(stale.body.type).toBe('/problems/story-changed-since-read');
    expect([await asPanel(told), await pending()]).toEqual(['granted', []]);
  });

  it('and was held before keys knew of it is held by what was written down', async () => {
    const told = await tell();
    const by = { organisation: 'pont-y-bore', actor: 'L1', at, correlation: 'test', commandId: `old ${told.story}` };
    const held = { type: 'HeldForConcern', schemaVersion: 1, data: { concern: 'of-before' } };
    await service.runtime.store.append(told.owner, [held], { ...by, expected: 'exists' });
    await service.settled();
    expect([await asPanel(told), await pending()]).toEqual(['held', []]);
  });

  it('and left so by a stop is written down, for its concern where one is known, and can be cleared', async () => {
    const [told, worried] = [await tell(), await tell()];
    const stopped = { actor: 'E1', at: '2026-01-01T10:00:00.000Z' };
    await service.vault.hold(told.owner, { ...stopped, id: 'hold/stopped' });
    await service.vault.hold(worried.owner, { ...stopped, id: 'hold-for-concern/of-nobody' });
    expect([await asPanel(told), await eventsOf(told.owner)]).toEqual(['held', ['StorySubmitted']]);
    await settleIntentsOlderThan(service.runtime, 0);
    expect([await asPanel(told), await pending()]).toEqual(['held', []]);
    for (const one of [told, worried]) {
      expect(await eventsOf(one.owner)).toEqual(['StorySubmitted', 'StoryHeldBack']);
      expect((await clears(one)).status).toBe(200);
      expect(await asPanel(one)).toBe('granted');
    }
    const raised = await asReader(told, '/concerns', { said: 'It is about a nurse', about: 'staff' });
    const concern = `hold-for-concern/${String(raised.body.concern)}`;
    await service.vault.hold(told.owner, { ...stopped, id: concern });
    await settleIntentsOlderThan(service.runtime, 0);
    expect((await eventsOf(told.owner)).filter((type) => type === 'HeldForConcern')).toHaveLength(1);
  });
});
