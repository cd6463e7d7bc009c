import request from 'supertest';

import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { storiesAccessedV1 } from '#contracts/story-submission/stories-accessed.v1.js';
import { storyMediaChangedV1 } from '#contracts/story-submission/story-media-changed.v1.js';
import { newId } from '#service-kit/ids.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { sits, tellsAStory, type StoryThere } from '../../testing/a-sitting.js';
import { evaluator } from '../../testing/an-import.js';
import { plainPng } from '../../testing/some-media.js';

const verifier: TestPerson = { person: 'V1', roles: [{ role: 'panel-member' }] };
const translator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator', programme: 'telling' }] };
const elsewhere: TestPerson = { person: 'F2', roles: [{ role: 'facilitator', programme: 'another' }] };

interface Listed {
  readonly items: readonly {
    readonly mayBeOpened: boolean;
    readonly because?: string;
    readonly words: string | null;
  }[];
}

describe('what was told with a story, for those it is given to', () => {
  let service: TestService;
  let story: StoryThere;
  let medium: string;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme({ media: { most: 3, largest: { picture: 1, audio: 1, video: 1, pdf: 1 } } }));
    const known = { language: 'en' as const, roles: [{ role: 'panel-member' as const }], revision: 1 };
    for (const person of ['V1', 'V2']) {
      const name = { class: 'name' as const, version: 1, box: 'sealed' };
      await service.receive(personChangedV1, `person/${person}`, { ...known, person, name });
    }
    story = await tellsAStory(service, 'The door is blue');
    await sits(service, {
      level: 2,
      panel: 'national',
      outcome: { kind: 'one', stories: [story.story], followsCount: true },
    });
    const added = await asTeller('post', '').type('application/octet-stream').send(plainPng).expect(201);
    ({ medium } = added.body as { readonly medium: string });
    await asTeller('put', `/${medium}/words`).send({ words: 'A blue door' }).expect(200);
    await asStaff('post', `${at()}/media/${medium}/clearing`);
    await asStaff('post', `${at()}/verification`, { verifier: 'V1' });
    await service.settled();
  });
  afterAll(() => service.close());

  const server = () => service.app.getHttpServer();
  const at = () => `/api/v1/stories/${story.story}`;
  const toCheck = () => `/api/v1/to-check/${story.story}`;
  const toTranslate = () => `${at()}/translation`;
  const asTeller = (method: 'post' | 'put', path: string) =>
    request(server())
      [method](`/api/v1/your-story/media${path}`)
      .set({ 'x-newid-code': story.code, 'idempotency-key': newId() });
  const asStaff = async (method: 'post' | 'put', path: string, body: object = {}) =>
    request(server())
      [method](path)
      .set(await service.as(evaluator))
      .send(body)
      .expect(200);
  const reads = async (person: TestPerson, path: string) =>
    request(server())
      .get(path)
      .set(await service.as(person));
  const sees = async (person: TestPerson, path: string) =>
    ((await reads(person, `${path}/media`)).body as Listed).items[0];
  const opens = async (person: TestPerson, path: string): Promise<number> =>
    (await reads(person, `${path}/media/${medium}/content`)).status;
  const shares = (isShared: boolean) =>
    request(server())
      .put('/api/v1/your-story/media-sharing')
      .set({ 'x-newid-code': story.code, 'idempotency-key': newId() })
      .send({ isShared })
      .expect(200);
  const agreesToTranslation = async () => {
    const owner = `story/${story.story}`;
    await service.vault.widen(owner, (now) => Promise.resolve({ ...now, uses: [...now.uses, 'translate'] }));
  };

  /** As the audit is told: who saw the story. */
  const readersTold = async () => {
    await service.settled();
    const told = service.said().filter(({ type }) => type === storiesAccessedV1.type);
    return ['V1', 'F1', 'F2'].filter((person) =>
      told.some(({ data }) => expect.objectContaining({ person, object: story.story }).asymmetricMatch(data)),
    );
  };

  it('is theirs with the teller’s yes alone, each for what they do with it', async () => {
    expect(await sees(verifier, toCheck())).toMatchObject({ because: 'not-consented', words: null });
    expect(await opens(verifier, toCheck())).toBe(404);
    expect(await readersTold()).toEqual(['V1']);
    const seen = await service.browser(verifier);
    const page = `/en/verification/${story.story}`;
    const link = 'Pictures, sound, films and documents told with it';
    expect((await seen.open(page)).page.mainText).not.toContain(link);
    await shares(true);
    expect(await sees(verifier, toCheck())).toMatchObject({ mayBeOpened: true, words: 'A blue door' });
    expect(await opens(verifier, toCheck())).toBe(200);
    expect((await reads(verifier, toCheck())).body).toMatchObject({ hasMedia: true });
    const media = (await seen.open(page)).page.linkTo(link) ?? '';
    expect((await seen.open(media)).page.mainText).toMatch(/Picture 1[^]*A blue door/);
    expect((await reads(verifier, `${media}/${medium}/file`)).status).toBe(200);
    expect((await seen.open(`/cy/verification/${story.story}/media`)).page.mainText).toContain('Llun 1');

    // To translation nobody has agreed yet.
    expect(await opens(translator, toTranslate())).toBe(404);
    await agreesToTranslation();
    expect(await readersTold()).toEqual(['V1']);
    expect(await opens(translator, toTranslate())).toBe(200);
    expect(await readersTold()).toEqual(['V1', 'F1']);
    expect(await sees(translator, toTranslate())).toMatchObject({ words: 'A blue door' });
    const translating = await service.browser(translator);
    const text = await translating.open(`/en/stories/${story.story}/translation`);
    const there = text.page.linkTo(link) ?? '';
    expect((await translating.open(there)).page.linkTo('Back')).toBe(`/en/stories/${story.story}/translation`);
    expect((await reads(translator, `${there}/${medium}/file`)).status).toBe(200);
  });

  it('is for nobody else, and stands in the audit', async () => {
    for (const [person, path] of [
      [translator, toCheck()],
      [verifier, toTranslate()],
      [elsewhere, toTranslate()],
      [{ ...verifier, organisation: 'another' }, toCheck()],
    ] as const) {
      expect(await opens(person, path)).not.toBe(200);
      expect((await reads(person, `${path}/media`)).status).not.toBe(200);
    }
    expect(await readersTold()).toEqual(['V1', 'F1']);
  });

  it('is gone with new words that nobody looked at, with the teller’s no, and when the checking is over', async () => {
    await asTeller('put', `/${medium}/words`).send({ words: 'A door' }).expect(200);
    expect(await sees(verifier, toCheck())).toMatchObject({ because: 'not-looked-at', words: null });
    expect(await opens(translator, toTranslate())).toBe(404);
    await asStaff('post', `${at()}/media/${medium}/clearing`);
    expect(await opens(verifier, toCheck())).toBe(200);
    await shares(false);
    expect(await opens(verifier, toCheck())).toBe(404);
    expect(await opens(translator, toTranslate())).toBe(404);
    await shares(true);
    const act = { kind: 'hand-back', because: 'involved' };
    await request(server())
      .post(`${toCheck()}/acts`)
      .set(await service.as(verifier))
      .send(act)
      .expect(200);
    await service.settled();
    expect(await opens(verifier, toCheck())).toBe(404);
    expect(await opens(translator, toTranslate())).toBe(200);
    await asStaff('post', `${at()}/verification`, { verifier: 'V2' });
    const another: TestPerson = { ...verifier, person: 'V2' };
    expect(await opens(another, toCheck())).toBe(200);
    const finding = { kind: 'finding', finding: 'confirmed', note: 'The door is there', askedOthers: false };
    await request(server())
      .post(`${toCheck()}/acts`)
      .set(await service.as(another))
      .send(finding)
      .expect(200);
    await service.settled();
    expect(await opens(another, toCheck())).toBe(404);
  });

  it('is told to panels as far as it is ready for them, and nothing of it', async () => {
    await service.settled();
    const told = service.said().filter(({ type }) => type === storyMediaChangedV1.type);
    const ready = (number: number, mayShowWho: boolean) =>
      expect.objectContaining({ story: story.story, programme: 'telling', ready: number, mayShowWho }) as unknown;
    expect(told.map(({ data }) => data)).toEqual([
      ready(1, false),
      ready(1, true),
      ready(0, true),
      ready(1, true),
      ready(1, false),
      ready(1, true),
    ]);
    expect(JSON.stringify(told)).not.toContain(medium);
  });
});
