import request from 'supertest';

import type { ConsentAudience } from '#contracts/shared/consent.js';
import type { Intent } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import { takeUpIntents } from '#service-kit/unlocking/left-intents.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { takeAway } from '#service-kit/unlocking/take-away.js';

import { pauseSharing } from '../../domain/story/rights.js';
import { storyDecider, withdrawStory } from '../../domain/story/story.js';
import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { pauseOneStory } from '../../consent/go-on.js';
import { settleIntentsOlderThan } from './settle-intents.js';

const A1: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
const A2: TestPerson = { person: 'A2', roles: [{ role: 'administrator' }] };
const at = '2026-11-21T10:00:00.000Z';

interface Told {
  readonly story: string;
  readonly owner: string;
  readonly reference: string;
  readonly code: string;
}

/** What a client sends beside the body: the key of the command and, where it states one, the version it saw. */
interface Sent {
  readonly key?: string;
  readonly version?: number;
}

describe('what is taken away at the key first', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const http = () => request(service.app.getHttpServer());
  const headersOf = ({ key = crypto.randomUUID(), version }: Sent): Readonly<Record<string, string>> => ({
    'idempotency-key': key,
    ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }),
  });
  const tell = async (): Promise<Told> => {
    const { body } = await http()
      .post('/api/v1/programmes/telling/stories')
      .set('idempotency-key', crypto.randomUUID())
      .send({
        ...{
          period: '2026-Q1',
          domain: 'quality',
          language: 'en',
          narrative: 'I kept the lamp',
          consentLanguage: 'en',
        },
        ...{ audiences: { panel: { named: false }, organisation: { named: false } }, wordingVersion: 1 },
      });
    await service.settled();
    const { story, reference, code } = body as { story: string; reference: string; code: string };
    return { story, reference, code, owner: `story/${story}` };
  };
  const byCode = (told: Told, path: string, body: object, sent: Sent = {}) =>
    http()
      .post(`/api/v1${path}`)
      .set({ ...headersOf(sent), 'x-newid-code': told.code })
      .send(body);
  const uses = (told: Told, right: string, sent: Sent = {}) => byCode(told, '/your-story/requests', { right }, sent);
  const narrows = (told: Told, audiences: readonly ConsentAudience[], sent: Sent = {}, out = {}) => {
    const left = Object.fromEntries(audiences.map((audience) => [audience, { named: false }]));
    return byCode(told, `/stories/${told.story}/consent`, { audiences: left, ...out }, sent);
  };
  const byStaff = async (who: TestPerson, path: string, body: object = {}, sent: Sent = {}) =>
    http()
      .post(`/api/v1/rights-requests${path}`)
      .set({ ...(await service.as(who)), ...headersOf(sent) })
      .send(body);
  const entered = async ({ reference }: Told, right: string): Promise<string> => {
    const asked = { right, reference, receivedOn: '2026-11-02', how: 'letter', words: 'Please' };
    return String((await byStaff(A1, '', asked)).body.request);
  };

  const eventsOf = async (owner: string) => (await service.runtime.store.read(owner)).map(({ event }) => event.type);
  const pending = async () => (await service.vault.pendingIntents()).map(({ kind, owner }) => `${kind} ${owner}`);
  /** All that an act could change: consent and state at the key, what is still to be written down, and the record. */
  const allOf = async ({ owner }: Told) => [
    await service.vault.consentOf(owner),
    await pending(),
    await eventsOf(owner),
  ];
  const stateOf = async ({ owner }: Told) => (await service.vault.consentOf(owner))?.state;

  type Act = (told: Told, sent: Sent) => Promise<request.Response>;
  const acts: readonly (readonly [string, Act])[] = [
    ['taking it back', (told, sent) => byCode(told, `/stories/${told.story}/withdrawal`, {}, sent)],
    ['narrowing it', (told, sent) => narrows(told, ['panel'], sent)],
    ['pausing it', (told, sent) => uses(told, 'pause', sent)],
    ['taking it back as a right', (told, sent) => uses(told, 'withdraw', sent)],
    ['erasing it', (told, sent) => uses(told, 'erase-story', sent)],
    [
      'confirming that a story is erased',
      async (told, sent) => byStaff(A2, `/${await entered(told, 'erase-story')}/confirmation`, {}, sent),
    ],
    [
      'confirming that a person is erased',
      async (told, sent) => byStaff(A2, `/${await entered(told, 'erase-person')}/confirmation`, {}, sent),
    ],
  ];

  it.each(acts)('%s changes nothing where another version was seen', async (_, act) => {
    const told = await tell();
    const before = await allOf(told);
    const stale = await act(told, { version: 7 });
    expect([stale.status, stale.body.type]).toEqual([412, '/problems/stale-version']);
    expect(await allOf(told)).toEqual(before);
    expect((await act(told, {})).status).toBe(200);
    expect(await allOf(told)).not.toEqual(before);
    expect(await pending()).toEqual([]);
  });

  it.each([
    ['taking it back', 'withdraw'],
    ['erasing it', 'erase-story'],
  ])('%s changes nothing by a key that was used for a pause', async (_, right) => {
    const told = await tell();
    expect((await uses(told, 'pause', { key: 'used' })).status).toBe(200);
    expect((await uses(told, 'resume')).status).toBe(200);
    const before = await allOf(told);
    const again = await uses(told, right, { key: 'used' });
    expect([again.status, again.body.type]).toEqual([422, '/problems/idempotency-key-reused']);
    expect(await allOf(told)).toEqual(before);
    expect(await stateOf(told)).toBe('active');
  });

  it('narrowing it once more by the key of the first time changes nothing', async () => {
    const told = await tell();
    expect((await narrows(told, ['panel'], { key: 'used' })).status).toBe(200);
    const before = await allOf(told);
    expect((await narrows(told, [], { key: 'used' })).body.type).toBe('/problems/idempotency-key-reused');
    expect(await allOf(told)).toEqual(before);
  });

  it.each(['erase-story', 'erase-person'])(
    'the version of a request to %s is not asked of the story, which has moved on',
    async (right) => {
      const told = await tell();
      const id = await entered(told, right);
      for (const audiences of [['panel', 'organisation'], ['panel']] as const) await narrows(told, audiences);
      expect((await byStaff(A2, `/${id}/confirmation`, {}, { version: 1 })).status).toBe(200);
      expect(await stateOf(told)).toBe('erased');
      expect((await eventsOf(told.owner)).filter((type) => type === 'StoryErased')).toHaveLength(1);
      expect(await pending()).toEqual([]);
    },
  );

  it('leaving people out with the version that was seen enters their names in the register', async () => {
    const told = await tell();
    const version = (await eventsOf(told.owner)).length;
    const out = { leaveOut: { people: ['Siân Marigold'] } };
    expect((await narrows(told, ['panel'], { version }, out)).status).toBe(200);
    await service.settled();
    const { body } = await http().get('/api/v1/your-story/requests').set('x-newid-code', told.code);
    expect(body.items).toContainEqual(
      expect.objectContaining({ right: 'leave-out', words: 'Siân Marigold', outcome: null }),
    );
  });

  it('a pause that came after somebody went on holds, also when going on is asked for again', async () => {
    const told = await tell();
    await uses(told, 'pause');
    expect((await uses(told, 'resume', { key: 'goes-on' })).status).toBe(200);
    expect(await stateOf(told)).toBe('active');
    await uses(told, 'pause');
    const late = await uses(told, 'resume', { key: 'goes-on' });
    expect([late.status, late.body]).toEqual([200, { version: 3 }]);
    expect(await stateOf(told)).toBe('frozen');
  });

  it('pausing and going on at the same moment, however often, leaves the key as the record says', async () => {
    const told = await tell();
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(['pause', 'resume', 'pause', 'resume', 'resume'].map((right) => uses(told, right)));
      const last = (await eventsOf(told.owner)).filter((type) => /^Sharing/.test(type)).at(-1);
      expect(await stateOf(told)).toBe(last === 'SharingPaused' ? 'frozen' : 'active');
    }
    expect(await pending()).toEqual([]);
  });

  it('a key that still stands still goes on by the event, after a stop between the two', async () => {
    const told = await tell();
    const { store, vault } = service.runtime;
    const by = { organisation: 'pont-y-bore', actor: 'anyone', at, correlation: 'test' };
    await pauseOneStory(service.runtime, { ...by, commandId: `pause ${told.story}` }, told.story);
    const resumed = { type: 'SharingResumed', schemaVersion: 1, data: { at } };
    await store.append(told.owner, [resumed], { ...by, commandId: `resume ${told.story}`, expected: 'exists' });
    await service.settled();
    expect((await vault.consentOf(told.owner))?.state).toBe('active');
  });

  it('a hold that the law asks for while it is erased is placed before, or not at all', async () => {
    for (let round = 0; round < 8; round += 1) {
      const told = await tell();
      const until = '2027-11-21';
      const hold = async () =>
        http()
          .post(`/api/v1/stories/${told.story}/legal-holds`)
          .set(await service.as(A1))
          .send({ of: 'story', why: 'A court asks for it', until });
      const [erased, held] = await Promise.all([uses(told, 'erase-story'), hold()]);
      const isHeld = held.status < 300;
      expect([erased.body.type, await stateOf(told)]).toEqual(
        isHeld ? ['/problems/held-by-law', 'active'] : [undefined, 'erased'],
      );
      if (!isHeld) expect(held.body.type).toBe('/problems/story-erased-meanwhile');
      const events = await eventsOf(told.owner);
      const standing = events.filter((type) => type === 'LegalHoldPlaced').length;
      expect(standing - events.filter((type) => type === 'LegalHoldEnded').length).toBe(isHeld ? 1 : 0);
    }
    expect(await pending()).toEqual([]);
  });

  it('what is held while the vault is about to destroy it stays, and the answer says why', async () => {
    const told = await tell();
    const { vault, store } = service.runtime;
    const by = { organisation: 'pont-y-bore', actor: 'A1', at, correlation: 'test' };
    const sealer = await vault.sealer(told.owner);
    const why = sealer?.seal('text', 1, { why: 'A court asks for it' });
    // Between the look of whoever erases and the key.
    let looks = 0;
    await vault.erase(told.owner, { id: `late ${told.story}`, actor: 'A2', at }, async () => {
      looks += 1;
      const isHeld = (await eventsOf(told.owner)).includes('LegalHoldPlaced');
      if (looks === 1) {
        const data = { hold: 'late', of: 'story', until: '2027-11-21', why };
        const placed = { type: 'LegalHoldPlaced', schemaVersion: 1, data };
        await store.append(told.owner, [placed], { ...by, commandId: `hold ${told.story}`, expected: 'exists' });
        expect(await vault.keepFromErasing(told.owner)).toBe(true);
      }
      return !isHeld;
    });
    expect([looks, await stateOf(told), await pending()]).toEqual([2, 'active', []]);
    expect((await uses(told, 'erase-story')).body.type).toBe('/problems/held-by-law');
  });

  describe('and left by a stop', () => {
    const left = (id: string) => ({ id, actor: 'anyone', at: '2026-01-01T10:00:00.000Z' });

    it('is let alone while whoever left it may be at work, whatever the command says of its time', async () => {
      const told = await tell();
      await service.vault.withdraw(told.owner, left('young'));
      await settleIntentsOlderThan(service.runtime, 60_000);
      expect([await pending(), await eventsOf(told.owner)]).toEqual([[`withdraw ${told.owner}`], ['StorySubmitted']]);
      await settleIntentsOlderThan(service.runtime, 0);
      expect([await pending(), await eventsOf(told.owner)]).toEqual([[], ['StorySubmitted', 'StoryWithdrawn']]);
    });

    it('is written down, where the answer was another: what is gone at the key is in the record', async () => {
      const told = await tell();
      const { store, vault } = service.runtime;
      const by = { organisation: 'pont-y-bore', actor: 'anyone', at, correlation: 'test', commandId: told.story };
      const done = await takeAway(
        service.runtime,
        { ...by, fingerprint: 'one' },
        {
          stream: told.owner,
          decider: storyDecider,
          decide: (state) => pauseSharing(state, at),
          intent: `freeze/${told.story}`,
          atKey: async (intent) => {
            await vault.freeze(told.owner, intent);
            // The same key, for something else, at the same moment.
            await store.execute(told.owner, { ...by, fingerprint: 'other' }, storyDecider, (state) =>
              withdrawStory(state, at),
            );
            return undefined;
          },
        },
      );
      expect(done).toMatchObject({ refusal: 'idempotency-key-reused' });
      expect(await pending()).toEqual([`freeze ${told.owner}`]);
      await settleIntentsOlderThan(service.runtime, 0);
      // Withdrawn is less than paused: there is nothing more to write down.
      expect([await pending(), await eventsOf(told.owner)]).toEqual([[], ['StorySubmitted', 'StoryWithdrawn']]);
    });

    it('is not done once more by the command that left it, when that is sent again', async () => {
      const told = await tell();
      const by = { organisation: 'pont-y-bore', actor: 'anyone', at, correlation: 'test' };
      const command = { ...by, commandId: `left ${told.story}` };
      await service.vault.freeze(told.owner, { id: `freeze/${command.commandId}`, actor: 'anyone', at });
      await settleIntentsOlderThan(service.runtime, 0);
      // One that found it paused already has nothing to write down.
      const second = { ...by, commandId: `second ${told.story}` };
      await pauseOneStory(service.runtime, second, told.story);
      expect((await uses(told, 'resume')).status).toBe(200);
      for (const late of [command, second]) await pauseOneStory(service.runtime, late, told.story);
      expect(await eventsOf(told.owner)).toEqual(['StorySubmitted', 'SharingPaused', 'SharingResumed']);
      expect(await stateOf(told)).toBe('active');
    });

    it('is erased, where it was only begun', async () => {
      const told = await tell();
      const stopped = new Error('Stopped');
      // Another of the same teller cannot be looked at: what was begun of the first one stays.
      const { vault } = service;
      const person = 'two of them';
      const keys = { organisation: 'pont-y-bore', person, classes: ['text' as const] };
      const consent = (await vault.consentOf(told.owner))?.consent;
      if (consent === undefined) throw new Error('It was told with consent');
      for (const owner of ['story/first', 'story/second']) await vault.createStory({ ...keys, owner, consent });
      const erasing = vault.erasePerson(person, left('begun'), (story) =>
        story === 'story/first' ? Promise.resolve(true) : Promise.reject(stopped),
      );
      await expect(erasing).rejects.toBe(stopped);
      expect(await pending()).toEqual(['erase story/first']);
      expect(await vault.keepFromErasing('story/first')).toBe(false);
      await settleIntentsOlderThan(service.runtime, 0);
      expect((await vault.consentOf('story/first'))?.state).toBe('erased');
      expect((await vault.consentOf('story/second'))?.state).toBe('active');
      expect(await pending()).toEqual([]);
    });

    it('is looked at again before it is taken up: what was settled meanwhile may have been taken back since', async () => {
      const [one, other] = [await tell(), await tell()];
      await service.vault.freeze(one.owner, left('one'));
      await service.vault.freeze(other.owner, left('other'));
      const taken: string[] = [];
      const takeUp = async ({ vault }: ServiceRuntime, { id }: Intent): Promise<void> => {
        taken.push(id);
        for (const each of ['one', 'other']) await vault.settleIntent(each);
      };
      await takeUpIntents(service.runtime, { failed: 'A test', takeUp }, 0);
      expect(taken).toEqual(['one']);
    });

    // Last: what failed stands in the log, and nothing in this file may after that.
    it('keeps nothing behind it waiting where it fails, and other owners are settled too', async () => {
      const [failing, behind] = [await tell(), await tell()];
      const { store, vault } = service.runtime;
      const personal = { organisation: 'pont-y-bore', person: 'somebody', classes: ['text' as const] };
      const others = ['draft/one', 'file/one', 'person/one', 'rights-request/one/words'];
      for (const owner of others) await vault.createPersonal({ ...personal, owner });
      await vault.createReason({ ...personal, owner: 'reason/one', stories: [], reach: ['this-panel'] });
      await vault.createReason({ ...personal, owner: 'reason/back', stories: [], reach: ['this-panel'] });
      await vault.freeze(failing.owner, left('fails'));
      for (const owner of [...others, 'reason/one']) await vault.erase(owner, left(`of ${owner}`));
      await vault.erase('reason/back', left('called-back/sitting/command'));
      await vault.withdraw(behind.owner, left('behind'));
      // The id by which it would be written down stands in another stream.
      const by = { organisation: 'pont-y-bore', actor: 'test', at, correlation: 'test' };
      const paused = { type: 'SharingPaused', schemaVersion: 1, data: { at } };
      const commandId = idFrom('intent', 'fails');
      await store.append((await tell()).owner, [paused], { ...by, commandId, expected: 'exists' });
      await settleIntentsOlderThan(service.runtime, 0);
      expect(await eventsOf(behind.owner)).toEqual(['StorySubmitted', 'StoryWithdrawn']);
      // Panel-review writes down what a member called back.
      expect(await pending()).toEqual([`freeze ${failing.owner}`, 'erase reason/back']);
      for (const id of ['fails', 'called-back/sitting/command']) await vault.settleIntent(id);
    });
  });
});
