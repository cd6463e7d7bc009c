import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import request from 'supertest';

import { panelConvenedV1 } from '#contracts/panel-review/panel-convened.v1.js';
import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import { storiesAccessedV1 } from '#contracts/story-submission/stories-accessed.v1.js';
import { newId } from '#service-kit/ids.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';
import { ScanUnavailable, type ScanVerdict } from '#service-kit/files/virus-scan.js';

import { storySubmissionErrors } from '../../errors.js';
import { removeMediaBegunBefore } from '../../media/clear-away.js';
import { keysOfMedium, mediumFile } from '../../media/medium-file.js';
import { stories } from '../../read-models/stories/stories.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { opens, tellsAStory, type StoryThere } from '../../testing/a-sitting.js';
import { evaluator } from '../../testing/an-import.js';
import {
  aPdf,
  recordingWithTrackOfPlaces,
  inPieces,
  jpegCleaned,
  jpegWithPlace,
  plainPng,
  soundOf,
} from '../../testing/some-media.js';
import { eraseOneStory } from '../erase-story/erase-story.command.js';

const chunk = 256 * 1024;
const infected = 'a sign that a scanner knows';

interface Listed {
  readonly items: readonly { readonly medium: string; readonly kind: string; readonly format: string }[];
  readonly isShared: boolean;
}

describe('pictures, sound and films told with a story', () => {
  let service: TestService;
  let isScannerAway = false;
  let whileScanned: () => Promise<void> = () => Promise.resolve();
  beforeAll(async () => {
    const scan = async (file: AsyncIterable<Uint8Array>): Promise<ScanVerdict> => {
      if (isScannerAway) throw new ScanUnavailable();
      const meanwhile = whileScanned;
      whileScanned = () => Promise.resolve();
      await meanwhile();
      const parts: Uint8Array[] = [];
      for await (const part of file) parts.push(part);
      return Buffer.concat(parts).includes(infected) ? 'infected' : 'clean';
    };
    service = await startTestService(storySubmission, storySubmissionErrors, undefined, { scan });
    const largest = { picture: 1, audio: 1, video: null, pdf: 1 };
    await isTold(service, anOpenProgramme({ media: { most: 3, largest } }));
  });
  afterAll(() => service.close());

  const server = () => service.app.getHttpServer();
  const yours = '/api/v1/your-story/media';
  const byCode = ({ code }: StoryThere) => ({ 'x-newid-code': code, 'idempotency-key': newId() });
  const adds = (story: StoryThere, file: Buffer, headers: Readonly<Record<string, string>> = {}) =>
    request(server())
      .post(yours)
      .set({ ...byCode(story), ...headers })
      .type('application/octet-stream')
      .send(file);
  const added = async (story: StoryThere, file: Buffer): Promise<string> =>
    ((await adds(story, file).expect(201)).body as { readonly medium: string }).medium;
  const lists = async (story: StoryThere): Promise<Listed> =>
    (await request(server()).get(yours).set(byCode(story)).expect(200)).body as Listed;
  const opensIt = (story: StoryThere, medium: string, headers: Readonly<Record<string, string>> = {}) =>
    request(server())
      .get(`${yours}/${medium}/content`)
      .set({ ...byCode(story), ...headers })
      .buffer(true);
  const filesOf = async (story: StoryThere): Promise<readonly string[]> =>
    (await readdir(join(service.folder, 'files')).catch(() => [])).filter((name) => name.includes(story.story));
  const keysOf = async (story: StoryThere, medium: string) => {
    const document = await service.runtime.views.get(stories, story.story);
    if (document === undefined) throw new Error('The story is not there');
    return keysOfMedium(service.runtime, document, medium);
  };
  const putsInWords = (story: StoryThere, medium: string, words: string) =>
    request(server()).put(`${yours}/${medium}/words`).set(byCode(story)).send({ words }).expect(200);
  const openedByMember = async (story: StoryThere): Promise<void> => {
    const opened = { sitting: 'S1', story: story.story, member: 'P1', at: '2026-11-21T10:00:00.000Z' };
    await service.receive(storyOpenedV1, 'sitting/S1', { ...opened, how: 'opened' });
  };
  const asPerson = async (person: TestPerson, method: 'get' | 'post' | 'put', path: string, body?: object) =>
    request(server())
      [method](path)
      .set(await service.as(person))
      .send(body);

  it('are told by their bytes, whatever their sender says', async () => {
    const story = await tellsAStory(service, 'I can breathe');
    await added(story, plainPng);
    await added(story, soundOf(1_000));
    expect((await lists(story)).items.map(({ kind, format }) => [kind, format])).toEqual([
      ['picture', 'image/png'],
      ['audio', 'audio/wav'],
    ]);
    for (const [file, type] of [
      [Buffer.from('<script>alert(1)</script>'), 'medium-not-known'],
      [Buffer.from(`0000001866747970${'69736f6d'.repeat(40)}`, 'hex'), 'medium-kind-not-taken'],
      [jpegWithPlace.subarray(0, 60), 'medium-not-whole'],
      [Buffer.alloc(0), 'medium-missing'],
    ] as const) {
      expect((await adds(story, file)).body).toMatchObject({ status: 422, type: `/problems/${type}` });
    }
    expect((await adds(story, soundOf(5_000_000))).body).toMatchObject({ type: '/problems/medium-too-large' });
    expect(await filesOf(story)).toHaveLength(2);
    await added(story, aPdf);
    expect((await adds(story, aPdf)).body).toMatchObject({ status: 409, type: '/problems/media-full' });
    expect(await filesOf(story)).toHaveLength(3);
  });

  it('sent twice are one', async () => {
    const story = await tellsAStory(service, 'I sleep again');
    const key = { 'idempotency-key': 'the-same' };
    const [first, second] = [await adds(story, plainPng, key), await adds(story, plainPng, key)];
    expect(second.body).toEqual(first.body);
    expect((await lists(story)).items).toHaveLength(1);
  });

  it('sent twice at once stay what was looked at and written down, whatever becomes of the other', async () => {
    const sound = soundOf(chunk);
    const bad = Buffer.concat([sound, Buffer.from(infected)]);
    const half = jpegWithPlace.subarray(0, jpegWithPlace.length - 40);
    // The other comes while the one is looked at.
    for (const [one, other, kept] of [
      [jpegWithPlace, half, jpegCleaned],
      [sound, bad, sound],
      [bad, sound, sound],
    ] as const) {
      const story = await tellsAStory(service, 'We met by the bridge');
      const key = { 'idempotency-key': newId() };
      const answers: number[] = [];
      whileScanned = async () => {
        answers.push((await adds(story, other, key)).status);
      };
      answers.push((await adds(story, one, key)).status);
      expect(answers.sort()).toEqual([201, 422]);
      const [item] = (await lists(story)).items;
      const answer = await opensIt(story, item?.medium ?? '').expect(200);
      expect(kept.equals(answer.body as Buffer)).toBe(true);
    }
  });

  it('are kept unreadable, without what a telephone wrote beside them, and given out so that nothing runs', async () => {
    const story = await tellsAStory(service, 'We walk there now');
    const medium = await added(story, jpegWithPlace);
    const answer = await opensIt(story, medium).expect(200);
    expect(jpegCleaned.equals(answer.body as Buffer)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="picture.jpg"',
      'content-security-policy': expect.stringContaining("default-src 'none'; sandbox") as string,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
    });
    const [name = ''] = await filesOf(story);
    const stored = await readFile(join(service.folder, 'files', name), 'utf8');
    expect(stored).not.toContain(jpegCleaned.subarray(0, 60).toString('base64').slice(0, 60));
  });

  it('are given out in parts, as a player asks', async () => {
    const story = await tellsAStory(service, 'Listen to the river');
    const sound = soundOf(2 * chunk + 1_000);
    const medium = await added(story, sound);
    for (const [asked, from, to] of [
      ['bytes=0-', 0, sound.length - 1],
      ['bytes=10-19', 10, 19],
      [`bytes=${String(chunk - 5)}-${String(chunk + 4)}`, chunk - 5, chunk + 4],
      [`bytes=${String(2 * chunk + 3)}-`, 2 * chunk + 3, sound.length - 1],
      ['bytes=-7', sound.length - 7, sound.length - 1],
      [`bytes=500-${String(sound.length * 2)}`, 500, sound.length - 1],
    ] as const) {
      const part = await opensIt(story, medium, { range: asked }).expect(206);
      expect(part.headers['content-range']).toBe(`bytes ${String(from)}-${String(to)}/${String(sound.length)}`);
      expect(sound.subarray(from, to + 1).equals(part.body as Buffer)).toBe(true);
    }
    await opensIt(story, medium, { range: `bytes=${String(sound.length)}-` }).expect(416);
    const whole = await opensIt(story, medium, { range: 'bytes=3-1, 5-6' }).expect(200);
    expect(sound.equals(whole.body as Buffer)).toBe(true);
  });

  it('are scanned: nothing stays of what is infected, or could not be looked at', async () => {
    const story = await tellsAStory(service, 'The door is open');
    const bad = Buffer.concat([soundOf(chunk), Buffer.from(infected)]);
    expect((await adds(story, bad)).body).toMatchObject({ status: 422, type: '/problems/medium-infected' });
    const saysMore = (await adds(story, recordingWithTrackOfPlaces)).body;
    expect(saysMore).toMatchObject({ status: 422, type: '/problems/medium-says-more' });
    isScannerAway = true;
    expect((await adds(story, plainPng)).body).toMatchObject({ status: 503, type: '/problems/medium-not-scanned' });
    isScannerAway = false;
    expect(await filesOf(story)).toEqual([]);
    expect((await lists(story)).items).toEqual([]);
  });

  describe('before a panel', () => {
    const member: TestPerson = { person: 'P1', roles: [{ role: 'panel-member' }] };
    const elsewhere: TestPerson = { person: 'P9', roles: [{ role: 'panel-member' }] };
    let story: StoryThere;
    let medium: string;
    const readsAs = async (person: TestPerson): Promise<number> =>
      (await asPerson(person, 'get', `/api/v1/stories/${story.story}/media/${medium}/content`)).status;
    const sharesOf = (told: StoryThere, isShared: boolean) =>
      request(server()).put('/api/v1/your-story/media-sharing').set(byCode(told)).send({ isShared }).expect(200);
    const shares = (isShared: boolean) => sharesOf(story, isShared);

    beforeAll(async () => {
      const panel = (id: string, members: readonly string[]) =>
        service.receive(panelConvenedV1, `panel/${id}`, {
          ...{ panel: id, programme: 'telling', level: 1, members: [...members], facilitator: 'F1', revision: 1 },
        });
      await panel('east', ['P1']);
      await panel('west', ['P9']);
      story = await tellsAStory(service, 'My neighbour came in');
      medium = await added(story, plainPng);
      await opens(service, { sitting: 'S1', panel: 'east' });
      await openedByMember(story);
    });

    it('need the teller’s yes, words, and somebody trained who looked at them', async () => {
      const seen = async () =>
        ((await asPerson(member, 'get', `/api/v1/stories/${story.story}/media`)).body as Listed).items[0];
      const at = `/api/v1/stories/${story.story}/media/${medium}`;
      expect(await seen()).toMatchObject({ mayBeOpened: false, because: 'not-consented' });
      await shares(true);
      expect(await seen()).toMatchObject({ mayBeOpened: false, because: 'without-words', words: null });
      expect((await asPerson(evaluator, 'post', `${at}/clearing`)).body).toMatchObject({
        type: '/problems/medium-without-words',
      });
      await putsInWords(story, medium, 'A blue door');
      expect(await seen()).toMatchObject({ because: 'not-looked-at', words: null });
      expect(await readsAs(member)).toBe(404);
      // Whoever looks first sees it, whatever the organisation may read.
      expect(await readsAs(evaluator)).toBe(200);
      expect((await asPerson(evaluator, 'post', `${at}/clearing`)).status).toBe(200);
      expect(await seen()).toMatchObject({ mayBeOpened: true, words: 'A blue door' });
      expect(await readsAs(member)).toBe(200);
      expect(await readsAs(elsewhere)).toBe(404);
      expect(await readsAs({ ...member, organisation: 'another' })).toBe(404);
      await service.settled();
      const told = service.said().filter(({ type }) => type === storiesAccessedV1.type);
      expect(told.map(({ data }) => data)).toContainEqual(
        expect.objectContaining({ person: 'P1', kind: 'story', object: story.story }),
      );
      await putsInWords(story, medium, 'A door');
      expect(await readsAs(member)).toBe(404);
      expect((await asPerson(evaluator, 'post', `${at}/clearing`)).status).toBe(200);
      expect(await readsAs(member)).toBe(200);
    });

    it('are for those of it who opened the story, and for whoever leads it, while they are on it', async () => {
      const role = (person: string, name: 'facilitator' | 'panel-member'): TestPerson => ({
        person,
        roles: [{ role: name, programme: 'another' }],
      });
      const [leads, hasNotOpened] = [role('F1', 'facilitator'), role('P2', 'panel-member')];
      const convened = (members: readonly string[], revision: number) =>
        service.receive(panelConvenedV1, 'panel/east', {
          ...{ panel: 'east', programme: 'telling', level: 1, members: [...members], facilitator: 'F1', revision },
        });
      await convened(['P1', 'P2'], 2);
      const seenBy = async () => [await readsAs(member), await readsAs(leads), await readsAs(hasNotOpened)];
      expect(await seenBy()).toEqual([200, 200, 404]);
      await convened(['P2'], 3);
      expect(await seenBy()).toEqual([404, 200, 404]);
      await convened(['P1'], 4);
      expect(await readsAs(member)).toBe(200);
    });

    it.each([
      ['it is held back', '/holding-back', { why: 'It names a worker' }, '/clearing'],
      ['names are to be left out', '/redaction', { passages: [{ passage: 'My' }] }, '/redaction/taking-back'],
    ])('are kept from it while %s', async (_, hold, body, letGo) => {
      const at = `/api/v1/stories/${story.story}`;
      expect((await asPerson(evaluator, 'post', at + hold, { storyVersion: 1, ...body })).status).toBe(200);
      expect(await readsAs(member)).toBe(404);
      expect((await asPerson(evaluator, 'post', at + letGo, { storyVersion: 1 })).status).toBe(200);
      expect(await readsAs(member)).toBe(200);
    });

    it('are gone from it at once when the teller says no, and when sharing is paused', async () => {
      await shares(false);
      expect(await readsAs(member)).toBe(404);
      expect((await lists(story)).isShared).toBe(false);
      await shares(true);
      expect(await readsAs(member)).toBe(200);
      await service.vault.freeze(`story/${story.story}`, { id: 'pause', actor: 'T', at: '2026-11-21T10:00:00.000Z' });
      expect(await readsAs(member)).toBe(404);
      await opensIt(story, medium).expect(200);
    });

    it('that identify are not for it by a yes which did not know that', async () => {
      const other = await tellsAStory(service, 'Told by another way');
      await service.vault.widen(`story/${other.story}`, (consent) => Promise.resolve({ ...consent, uses: ['media'] }));
      await added(other, plainPng);
      await openedByMember(other);
      const { body } = await asPerson(member, 'get', `/api/v1/stories/${other.story}/media`);
      expect((body as Listed).items[0]).toMatchObject({ mayBeOpened: false, because: 'shows-who', words: null });
    });

    it('are not for it any more when its teller leaves that panel out', async () => {
      const other = await tellsAStory(service, 'The neighbour moved away');
      const left = await added(other, plainPng);
      const at = `/api/v1/stories/${other.story}/media/${left}`;
      await sharesOf(other, true);
      await putsInWords(other, left, 'A van');
      expect((await asPerson(evaluator, 'post', `${at}/clearing`)).status).toBe(200);
      await openedByMember(other);
      expect((await asPerson(member, 'get', `${at}/content`)).status).toBe(200);
      const owner = `story/${other.story}`;
      const standing = await service.vault.consentOf(owner);
      if (standing === undefined) throw new Error('There is no consent');
      const less = { ...standing.consent, exclusions: [{ kind: 'team' as const, id: 'east' }] };
      await service.vault.narrow(owner, less, { id: 'out', actor: 'T', at: '2026-11-21T10:00:00.000Z' });
      expect((await asPerson(member, 'get', `${at}/content`)).status).toBe(404);
    });
  });

  describe('for those who work with the programme', () => {
    const role = (person: string, name: 'administrator' | 'facilitator' | 'collector'): TestPerson => ({
      person,
      roles: [{ role: name }],
    });
    const [administrator, facilitator] = [role('A1', 'administrator'), role('F7', 'facilitator')];
    const [collector, another] = [role('C1', 'collector'), role('C2', 'collector')];
    let story: StoryThere;
    let at: string;
    const reads = async (...people: readonly TestPerson[]): Promise<readonly number[]> => {
      const answers: number[] = [];
      for (const person of people) answers.push((await asPerson(person, 'get', `${at}/content`)).status);
      return answers;
    };
    beforeAll(async () => {
      story = await tellsAStory(service, 'The gate was mended', { as: collector });
      at = `/api/v1/stories/${story.story}/media/${await added(story, plainPng)}`;
      await request(server()).put('/api/v1/your-story/media-sharing').set(byCode(story)).send({ isShared: true });
      expect((await asPerson(collector, 'put', `${at}/words`, { words: 'A gate' })).status).toBe(200);
    });

    it('are looked at by those who read first, and otherwise read as the organisation reads', async () => {
      // Its teller agreed to panels alone.
      expect(await reads(facilitator, evaluator, administrator, collector, another)).toEqual([200, 200, 404, 404, 404]);
      expect((await asPerson(administrator, 'post', `${at}/clearing`)).status).toBe(403);
      expect((await asPerson(facilitator, 'post', `${at}/clearing`)).status).toBe(200);
      expect(await reads(facilitator, evaluator, administrator, collector)).toEqual([200, 404, 404, 404]);
      await service.vault.widen(`story/${story.story}`, (now) =>
        Promise.resolve({ ...now, audiences: { ...now.audiences, organisation: { named: false } } }),
      );
      expect(await reads(facilitator, evaluator, administrator, collector, another)).toEqual([200, 200, 200, 200, 404]);
    });

    it('are changed by nobody once its teller took the story back', async () => {
      const taken = request(server()).post(`/api/v1/stories/${story.story}/withdrawal`).set(byCode(story)).send({});
      expect((await taken).status).toBe(200);
      await service.settled();
      for (const person of [collector, evaluator]) {
        const changed = await asPerson(person, 'put', `${at}/words`, { words: 'Another gate' });
        expect([changed.status, changed.body]).toMatchObject([404, { type: '/problems/story-not-found' }]);
        expect((await asPerson(person, 'post', `${at}/removal`)).status).toBe(404);
      }
      expect((await lists(story)).items).toMatchObject([{ words: 'A gate' }]);
    });
  });

  it('are removed when they are taken away, and when their story is erased', async () => {
    const story = await tellsAStory(service, 'One more year');
    const [kept, gone] = [await added(story, plainPng), await added(story, soundOf(500))];
    await request(server()).post(`${yours}/${gone}/removal`).set(byCode(story)).expect(200);
    expect(await filesOf(story)).toEqual([`${mediumFile(story.story, kept)}.sealed`]);
    await opensIt(story, gone).expect(404);
    const keys = await keysOf(story, kept);
    const command = { commandId: newId(), organisation: 'pont-y-bore', actor: 'T', correlation: 'test' };
    await eraseOneStory(service.runtime, { ...command, at: '2026-11-21T10:00:00.000Z' }, story.story);
    await service.settled();
    expect(await filesOf(story)).toEqual([]);
    await opensIt(story, kept).expect(404);
    expect((await keys.unlock()).kind).toBe('withheld');
    expect((await adds(story, plainPng)).status).toBe(409);
  });

  it('that a stop left half told are cleared away, and no others', async () => {
    const story = await tellsAStory(service, 'They rang back');
    const medium = await added(story, plainPng);
    const keys = await keysOf(story, 'left');
    await service.runtime.files.keepUnder(mediumFile(story.story, 'left'), keys, inPieces(plainPng, 10));
    await removeMediaBegunBefore(service.runtime, 3_600_000);
    expect(await filesOf(story)).toHaveLength(2);
    await removeMediaBegunBefore(service.runtime, 0);
    expect(await filesOf(story)).toEqual([`${mediumFile(story.story, medium)}.sealed`]);
  });
});
