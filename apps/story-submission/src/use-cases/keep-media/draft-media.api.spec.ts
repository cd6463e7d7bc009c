import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CommandBus } from '@nestjs/cqrs';
import request from 'supertest';

import { isRefusal } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { newId } from '#service-kit/ids.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { draftStream } from '../../domain/draft/events.js';
import { mediaStream } from '../../domain/media/media.js';
import { storyStream } from '../../domain/story/events.js';
import { storySubmissionErrors } from '../../errors.js';
import { writeDownErased } from '../../media/consent-as-told.js';
import { removeMediaBegunBefore } from '../../media/clear-away.js';
import { keepMedium } from '../../media/keep-medium.js';
import { destroyMediaOfDraft, isOfOpenDraft } from '../../media/media-of-draft.js';
import { keysOfMedium, mediumFile } from '../../media/medium-file.js';
import { storyOfOpenDraft } from '../../media/story-of-media.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold, yesToPanelsOnly } from '../../testing/a-telling.js';
import { evaluator } from '../../testing/an-import.js';
import { inPieces, jpegCleaned, jpegWithPlace, plainPng, soundOf } from '../../testing/some-media.js';
import { openDraft, tellingOfDraft, type OpenDraft } from '../../telling/draft-by-code.js';
import { eraseDraftKeys } from '../../telling/erase-draft-keys.js';
import { expireDrafts } from '../keep-draft/expire-drafts.js';
import { storyOfAnswers } from '../tell-story/story-of-answers.js';
import { TellStory } from '../tell-story/tell-story.command.js';
import { AddMedium } from './keep-media.command.js';

interface Listed {
  readonly items: readonly { readonly medium: string; readonly words: string | null; readonly mayBeOpened: boolean }[];
  readonly isShared: boolean;
}

const drafts = '/api/v1/your-draft/media';
const stories = '/api/v1/your-story/media';

describe('pictures, sound and films added while a story is written', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme({ media: { most: 2, largest: { picture: 1, audio: 1, video: 1, pdf: 1 } } }));
  });
  afterAll(() => service.close());

  const asks = (method: 'get' | 'post' | 'put' | 'delete', path: string, code = '', body?: object) =>
    request(service.app.getHttpServer())
      [method](path)
      .set({ 'x-newid-code': code, 'idempotency-key': newId() })
      .send(body);
  const begins = async (): Promise<string> => {
    const begun = await asks('post', '/api/v1/programmes/telling/drafts', '', { period: '2026-Q1', language: 'en' });
    const { code } = begun.body as { readonly code: string };
    await asks('put', '/api/v1/your-draft/answers/story', code, { narrative: 'I can breathe' }).expect(200);
    await asks('put', '/api/v1/your-draft/answers/readers', code, yesToPanelsOnly).expect(200);
    return code;
  };
  const adds = (code: string, file: Buffer, key = newId()) =>
    request(service.app.getHttpServer())
      .post(drafts)
      .set({ 'x-newid-code': code, 'idempotency-key': key })
      .type('application/octet-stream')
      .send(file);
  const added = async (code: string, file: Buffer): Promise<string> =>
    ((await adds(code, file).expect(201)).body as { readonly medium: string }).medium;
  const lists = async (path: string, code: string): Promise<Listed> =>
    (await asks('get', path, code).expect(200)).body as Listed;
  const open = async (code: string): Promise<OpenDraft> => {
    const draft = await openDraft(service.runtime, code);
    if (draft === undefined) throw new Error('There is no such draft');
    return draft;
  };
  const filesOf = async (story: string): Promise<readonly string[]> =>
    (await readdir(join(service.folder, 'files')).catch(() => [])).filter((name) => name.includes(story));
  const isGone = async (draft: OpenDraft, medium: string): Promise<void> => {
    const story = storyOfOpenDraft(draft);
    await service.settled();
    expect(await filesOf(story.id)).toEqual([]);
    expect((await keysOfMedium(service.runtime, story, medium).unlock()).kind).toBe('withheld');
    expect((await service.vault.consentOf(storyStream(story.id)))?.state).toBe('erased');
    expect(await isOfOpenDraft(service.runtime, storyStream(story.id))).toBe(false);
  };

  it('are the story’s when it is sent, as they were sealed, with what their teller said of them', async () => {
    const code = await begins();
    const medium = await added(code, jpegWithPlace);
    await asks('put', `${drafts}/${medium}/words`, code, { words: 'A blue door' }).expect(200);
    await asks('put', '/api/v1/your-draft/media-sharing', code, { isShared: true }).expect(200);
    const draft = await open(code);
    const { id } = storyOfOpenDraft(draft);
    const sealed = await readFile(join(service.folder, 'files', `${mediumFile(id, medium)}.sealed`));
    expect(await isOfOpenDraft(service.runtime, storyStream(id))).toBe(true);

    const { body } = await asks('post', '/api/v1/your-draft/sending', code);
    expect((body as { readonly story: string }).story).toBe(id);
    expect(await lists(stories, code)).toMatchObject({
      items: [{ medium, words: 'A blue door', mayBeOpened: true }],
      isShared: true,
    });
    const content = await asks('get', `${stories}/${medium}/content`, code).buffer(true).expect(200);
    expect(jpegCleaned.equals(content.body as Buffer)).toBe(true);
    expect(sealed.equals(await readFile(join(service.folder, 'files', `${mediumFile(id, medium)}.sealed`)))).toBe(true);
    const standing = await service.vault.consentOf(storyStream(id));
    expect(standing?.consent).toMatchObject({
      audiences: { panel: { named: false } },
      uses: ['media'],
      wordingVersion: 1,
    });
    // Sent again it is the same story with the same picture.
    expect((await asks('post', '/api/v1/your-draft/sending', code)).body).toEqual(body);
    expect((await lists(stories, code)).items).toHaveLength(1);
  });

  it('have the limits of the programme, are one where they are sent twice, and can be taken away again', async () => {
    const code = await begins();
    expect((await adds(code, Buffer.from('<script>'))).body).toMatchObject({ type: '/problems/medium-not-known' });
    expect((await adds(code, soundOf(3_000_000))).body).toMatchObject({ type: '/problems/medium-too-large' });
    const first = await adds(code, plainPng, 'the-same');
    expect((await adds(code, plainPng, 'the-same')).body).toEqual(first.body);
    const second = await added(code, soundOf(900));
    expect((await adds(code, plainPng)).body).toMatchObject({ status: 409, type: '/problems/media-full' });
    await asks('post', `${drafts}/${second}/removal`, code).expect(200);
    expect((await lists(drafts, code)).items).toHaveLength(1);
    const { id } = storyOfOpenDraft(await open(code));
    expect(await filesOf(id)).toHaveLength(1);
    await asks('get', `${drafts}/${second}/content`, code).expect(404);
  });

  it('are for nobody but the teller before the story is sent, and keep the draft', async () => {
    const code = await begins();
    const before = (await open(code)).expiresAt;
    const medium = await added(code, plainPng);
    await asks('put', '/api/v1/your-draft/media-sharing', code, { isShared: true }).expect(200);
    const draft = await open(code);
    const { id } = storyOfOpenDraft(draft);
    const staff = await service.as(evaluator);
    const foreign = request(service.app.getHttpServer())
      .get(`/api/v1/stories/${id}/media/${medium}/content`)
      .set(staff);
    expect((await foreign).status).toBe(404);
    expect((await asks('get', `${drafts}/${medium}/content`, await begins())).status).toBe(404);
    const reader = { person: 'P1', organisation: 'pont-y-bore' };
    const [answer] = await service.vault.unlock([
      { owner: storyStream(id), reader, purpose: 'audience', audience: 'panel', use: 'media' },
    ]);
    expect(answer).toMatchObject({ kind: 'withheld', because: 'not-consented' });
    const recorded = await service.runtime.store.read(draftStream(draft.id));
    expect(recorded.at(-1)?.event).toMatchObject({ type: 'DraftKeptLonger' });
    expect(draft.expiresAt >= before).toBe(true);
    // What a stop leaves is cleared away, and not this.
    await removeMediaBegunBefore(service.runtime, 0);
    await asks('get', `${drafts}/${medium}/content`, code).expect(200);
    const said = await service.runtime.store.read(mediaStream(id));
    expect(new Set(said.map(({ metadata }) => metadata.actor))).toEqual(new Set(['anyone']));
    await service.settled();
    expect(JSON.stringify(service.said())).not.toContain(id);
  });

  it('are not lost by a stop between the story and the end of its draft, and there once when it is sent again', async () => {
    const code = await begins();
    const medium = await added(code, plainPng);
    const draft = await open(code);
    const design = (await service.runtime.views.get(knownProgrammes, 'telling'))?.design;
    if (design === undefined) throw new Error('There is no programme');
    const at = '2026-01-22T10:00:00.000Z';
    const made = storyOfAnswers(draft, design, at);
    if (made.kind === 'missing') throw new Error(`It still needs ${made.question}`);
    // As far as a sending came that was stopped after the story was written down.
    const telling = { commandId: tellingOfDraft(draft.id), organisation: '', actor: 'anyone', at, correlation: 'test' };
    await service.app.get(CommandBus).execute(new TellStory(telling, 'telling', made.told, code));
    await service.settled();
    const { id } = storyOfOpenDraft(draft);
    expect((await service.vault.consentOf(storyStream(id)))?.consent.audiences).toEqual({ panel: { named: false } });
    const { body } = await asks('post', '/api/v1/your-draft/sending', code);
    expect(body).toMatchObject({ story: id });
    expect((await lists(stories, code)).items.map((each) => each.medium)).toEqual([medium]);
    // Its draft takes nothing with it that is the story’s.
    await destroyMediaOfDraft(service.runtime, { ...telling, organisation: 'pont-y-bore' }, draft.id);
    await asks('get', `${stories}/${medium}/content`, code).expect(200);
    expect(
      (await service.runtime.store.read(storyStream(id))).filter(({ event }) => event.type === 'StorySubmitted'),
    ).toHaveLength(1);
  });

  it('go with a draft that is deleted, and with one whose time is over', async () => {
    const deleted = await begins();
    const one = await added(deleted, plainPng);
    const first = await open(deleted);
    await asks('delete', '/api/v1/your-draft', deleted).expect(204);
    await isGone(first, one);
    expect((await adds(deleted, plainPng)).status).toBe(404);

    const left = await begins();
    const two = await added(left, soundOf(500));
    const second = await open(left);
    await expireDrafts(service.runtime, second.expiresAt);
    await isGone(second, two);
    const erased = await service.runtime.store.read(mediaStream(storyOfOpenDraft(second).id));
    expect(erased.at(-1)?.event).toMatchObject({ type: 'MediumTakenAway', data: { medium: two } });
  });

  it('go with a story that is sent in the moment in which its draft is deleted', async () => {
    const code = await begins();
    const medium = await added(code, plainPng);
    const draft = await open(code);
    const { id } = storyOfOpenDraft(draft);
    // The deleting has come to the keys: nothing can be sent any more.
    await eraseDraftKeys(service.runtime, storyStream(id), '2026-01-22T10:00:00.000Z');
    expect((await asks('post', '/api/v1/your-draft/sending', code)).body).toMatchObject({
      type: '/problems/draft-not-open',
    });
    // The sending comes first, while somebody is about to delete: it is sent, and nothing of it is deleted.
    const sent = await begins();
    const first = await open(sent);
    const kept = await added(sent, plainPng);
    const owner = storyStream(storyOfOpenDraft(first).id);
    let asked = 0;
    await eraseDraftKeys(service.runtime, owner, '2026-01-22T10:00:00.000Z', async () => {
      asked += 1;
      if (asked === 1) await asks('post', '/api/v1/your-draft/sending', sent).expect(201);
      return asked === 1;
    });
    expect(asked).toBe(2);
    await asks('get', `${stories}/${kept}/content`, sent).expect(200);
    // What was begun at the key before the story was written down is finished: its log says that it is erased.
    const other = await begins();
    const second = await open(other);
    const late = storyOfOpenDraft(second);
    await added(other, plainPng);
    await asks('post', '/api/v1/your-draft/sending', other).expect(201);
    await eraseDraftKeys(service.runtime, storyStream(late.id), '2026-01-22T10:00:00.000Z');
    await writeDownErased(service.runtime, late.id, '2026-01-22T10:00:00.000Z');
    await service.settled();
    expect(await filesOf(late.id)).toEqual([]);
    const recorded = await service.runtime.store.read(storyStream(late.id));
    expect(recorded.at(-1)?.event.type).toBe('StoryErased');
    await asks('delete', '/api/v1/your-draft', code).expect(204);
    await isGone(draft, medium);
  });

  it('that come in while their draft is deleted leave nothing', async () => {
    const code = await begins();
    const draft = await open(code);
    const story = storyOfOpenDraft(draft);
    const kept = await keepMedium(service.runtime, story, 'late', inPieces(plainPng, 10));
    if (isRefusal(kept)) throw new Error(kept.refusal);
    await asks('delete', '/api/v1/your-draft', code).expect(204);
    await service.settled();
    const context = { commandId: newId(), organisation: '', actor: 'anyone', correlation: 'test' };
    const late = new AddMedium({ ...context, at: service.runtime.clock.now() }, story, kept, 'teller', undefined);
    expect(await service.app.get(CommandBus).execute(late)).toMatchObject({ refusal: 'draft-not-open' });
    const another = await keepMedium(service.runtime, story, 'later', inPieces(plainPng, 10));
    expect(another).toMatchObject({ refusal: 'draft-not-open' });
    await isGone(draft, 'late');
  });
});
