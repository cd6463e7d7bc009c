import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import request from 'supertest';

import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import { StorageUnavailable } from '#event-store/event-store.js';
import type { Reaction } from '#service-kit/service.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { importDecider, importStream, startImport } from '../../domain/story-import/story-import.js';
import { storySubmissionErrors } from '../../errors.js';
import { stories as storyDocuments } from '../../read-models/stories/stories.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import {
  aFile,
  beginsImport,
  evaluator,
  importEnds,
  listsStories,
  rowsOf,
  stories,
  type ImportSeen,
} from '../../testing/an-import.js';
import { destroyOldFiles } from './checked-files.js';
import { importJobs, ImportJobs } from './import-jobs.js';
import { runImport } from './run-import.js';
import { uploadFile } from '../../importing/upload-file.js';

/** Some write hundreds of stories, on machines that do other things meanwhile. */
const withinMs = 30_000;

describe('importing stories', () => {
  let service: TestService;
  beforeEach(async () => {
    // The import that a test leaves in the middle stays there: only a next start goes on with it.
    const reactions = storySubmission.reactions.map((reaction): Reaction => ({
      name: reaction.name,
      on: async (recorded, runtime) => {
        if (reaction.name !== 'begin-imports' || recorded.stream !== importStream('half'))
          await reaction.on(recorded, runtime);
      },
    }));
    service = await startTestService({ ...storySubmission, reactions }, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterEach(() => service.close());

  const imports = async (file: Buffer, query = ''): Promise<ImportSeen> => {
    const { body } = await beginsImport(service, file, { query });
    return importEnds(service, body.import);
  };
  const does = async (path: string) =>
    request(service.app.getHttpServer())
      .post(path)
      .set(await service.as(evaluator));
  const filesKept = (): readonly string[] =>
    readdirSync(join(service.folder, 'files')).filter((name) => name.startsWith('upload-'));

  it('foresees what each row would come to, against what is there already, and writes no story', async () => {
    await imports(
      aFile([
        { external_id: 'S-1', narrative: 'One' },
        { external_id: 'S-2', narrative: 'Two' },
      ]),
    );
    const check = await imports(
      aFile([
        { external_id: 'S-1', narrative: 'One' },
        { external_id: 'S-2', narrative: 'Another text' },
        { external_id: 'S-3', narrative: 'Three' },
      ]),
      '?dryRun=true',
    );
    const rows = await rowsOf(service, check.id);
    expect(rows.map(({ line, do: fate, reason, isAlreadyThere }) => [line, fate, reason, isAlreadyThere])).toEqual([
      [2, 'accept', 'nothing-wrong', true],
      [3, 'reject', 'id-already-used-with-other-text', false],
      [4, 'accept', 'nothing-wrong', false],
    ]);
    expect(check.counts).toEqual({ rows: 3, accepted: 1, acceptedWithWarning: 0, rejected: 1, alreadyThere: 1 });
    expect((await listsStories(service, 'programme=telling&order=reference')).references).toEqual(['S-1', 'S-2']);
  });

  it('brings a checked file in once, however often it is asked, and then has the file no more', async () => {
    const check = await imports(aFile(stories('S', 3)), '?dryRun=true');
    expect(check).toMatchObject({ isFileKept: true, broughtInBy: null });
    const path = `/api/v1/imports/${check.id}/stories`;
    const [first, again] = [await does(path), await does(path)];
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body).toEqual(first.body);
    const brought = await importEnds(service, first.body.import);
    expect(brought.counts).toMatchObject({ rows: 3, accepted: 3 });
    expect((await listsStories(service, 'programme=telling')).references).toHaveLength(3);
    await service.settled();
    expect(await importEnds(service, check.id)).toMatchObject({ isFileKept: false, broughtInBy: brought.id });
    expect(filesKept()).toEqual([]);
  });

  it('destroys the file of a check that is set aside, and brings nothing in after that', async () => {
    const check = await imports(aFile(stories('S', 3)), '?dryRun=true');
    expect(filesKept()).toHaveLength(1);
    expect((await does(`/api/v1/imports/${check.id}/setting-aside`)).status).toBe(204);
    expect(filesKept()).toEqual([]);
    const late = await does(`/api/v1/imports/${check.id}/stories`);
    expect([late.status, late.body.type]).toEqual([409, '/problems/checked-file-gone']);
  });

  it('destroys the file of a check after a day, and not before', async () => {
    await imports(aFile(stories('S', 1)), '?dryRun=true');
    await service.settled();
    // The harness's clock stands at 2026-11-21T10:00:00Z.
    expect(await destroyOldFiles(service.runtime, '2026-11-22T09:59:59.999Z')).toBe(0);
    expect(await destroyOldFiles(service.runtime, '2026-11-22T10:00:00.000Z')).toBe(1);
    expect(filesKept()).toEqual([]);
  });

  it('is another organisation’s to nobody else, and a programme’s collector imports into that programme alone', async () => {
    const check = await imports(aFile(stories('S', 1)), '?dryRun=true');
    const stranger = { ...evaluator, person: 'X1', organisation: 'elsewhere' };
    const asStranger = await request(service.app.getHttpServer())
      .get(`/api/v1/imports/${check.id}`)
      .set(await service.as(stranger));
    expect(asStranger.status).toBe(404);
    const collector = { person: 'C1', roles: [{ role: 'collector' as const, programme: 'another' }] };
    const refused = await beginsImport(service, aFile(stories('T', 1)), { as: collector });
    expect([refused.status, refused.body.type]).toEqual([404, '/problems/story-programme-unknown']);
  });

  it('that is not there has no rows, and none of them is brought in or set aside', async () => {
    const rows = await request(service.app.getHttpServer())
      .get('/api/v1/imports/nobodys/rows')
      .set(await service.as(evaluator));
    const all = [
      rows,
      await does('/api/v1/imports/nobodys/stories'),
      await does('/api/v1/imports/nobodys/setting-aside'),
    ];
    for (const { status, body } of all) expect([status, body.type]).toEqual([404, '/problems/import-not-found']);
  });

  it('refuses a file with nothing in it, and says of one it cannot use why', async () => {
    const empty = await beginsImport(service, Buffer.alloc(0));
    expect([empty.status, empty.body.type]).toEqual([422, '/problems/file-missing']);
    const wrong = await imports(Buffer.from('colour,shape\nred,round\n'));
    expect(wrong).toMatchObject({ state: 'failed', isFileKept: false });
    expect(wrong.refusals.map(({ refusal }) => refusal)).toContain('narrative-column-missing');
  });

  /** An import that a stop leaves in the middle: some of its rows are written, and its end is not. */
  async function stopsInTheMiddle(id: string, file: Buffer): Promise<void> {
    const { store, files } = service.runtime;
    const bytes = await files.keep(uploadFile(id), 'pont-y-bore', Readable.from([file]));
    await store.execute(
      importStream(id),
      { commandId: id, organisation: 'pont-y-bore', actor: 'E1', at: '2026-11-21T10:00:00.000Z', correlation: id },
      importDecider,
      (state) => startImport(state, { import: id, programme: 'telling', bytes, isDryRun: false, mapping: null }),
    );
    const stopping = new AbortController();
    const stopped = runImport(
      service.runtime,
      id,
      ({ rows }) => {
        if (rows > 0) stopping.abort();
      },
      stopping.signal,
    );
    await expect(stopped).rejects.toThrow('abort');
    await service.settled();
  }

  it(
    'shows none of its stories before it has ended, and full pages of the others meanwhile',
    async () => {
      await imports(aFile(stories('A', 30).map((row) => ({ ...row, told_on: '2026-03-01' }))));
      await stopsInTheMiddle('half', aFile(stories('B', 600).map((row) => ({ ...row, told_on: '2026-02-01' }))));
      await imports(aFile(stories('C', 30).map((row) => ({ ...row, told_on: '2026-01-10' }))));
      const first = await listsStories(service, 'programme=telling&limit=40');
      expect(first.references).toHaveLength(40);
      expect(first.references.filter((each) => each.startsWith('B'))).toEqual([]);
      const rest = await listsStories(service, `programme=telling&limit=40&after=${String(first.next)}`);
      expect(rest).toMatchObject({ next: null });
      expect(new Set([...first.references, ...rest.references]).size).toBe(60);
    },
    withinMs,
  );

  it(
    'does not show one of its stories to somebody who knows its address either',
    async () => {
      await stopsInTheMiddle('half', aFile(stories('B', 600)));
      const { documents } = await service.runtime.views.find(storyDocuments, {
        index: 'byImport',
        equals: { import: 'half' },
        limit: 1,
      });
      const answer = await request(service.app.getHttpServer())
        .get(`/api/v1/stories/${String(documents[0]?.id)}`)
        .set(await service.as(evaluator));
      expect(answer.status).toBe(404);
      const reads = async (address: string) =>
        request(service.app.getHttpServer())
          .get(address)
          .set(await service.as(evaluator));
      // Nor is it read before panels are, by its address or from the list.
      expect((await reads(`/api/v1/stories/${String(documents[0]?.id)}/to-read`)).status).toBe(404);
      expect((await reads('/api/v1/programmes/telling/stories/to-read')).body.items).toEqual([]);
    },
    withinMs,
  );

  it(
    'gives out no answer to a further question before it has ended, and all of them then',
    async () => {
      const question: ExtraQuestionDesign = {
        ...{ id: 'q1', version: 1, kind: 'text', wording: { en: 'Where?', cy: 'Ble?' }, hint: { en: '', cy: '' } },
        ...{ isRequired: false, options: [], least: null, most: null, isRetired: false },
      };
      await isTold(service, anOpenProgramme({ extraQuestions: [question] }), 2);
      const answered = (letters: string, many: number): Buffer => {
        const [head = '', ...rows] = aFile(stories(letters, many)).toString().trimEnd().split('\n');
        return Buffer.from(`${[`${head},q1`, ...rows.map((row) => `${row},Here`)].join('\n')}\n`);
      };
      const exported = async (query = ''): Promise<readonly string[]> => {
        const { text } = await request(service.app.getHttpServer())
          .get(`/api/v1/programmes/telling/stories/extra-answers.csv${query}`)
          .set(await service.as(evaluator));
        return text
          .trimEnd()
          .split('\r\n')
          .slice(1)
          .map((line) => line.split(',', 1).join());
      };
      await imports(answered('A', 1));
      await stopsInTheMiddle('half', answered('B', 300));
      expect([await exported(), await exported('?period=2026-Q1')]).toEqual([['A-1'], ['A-1']]);
      const nextStart = new ImportJobs(service.runtime);
      await nextStart.resume();
      await importEnds(service, 'half');
      await nextStart.stop();
      expect(await exported()).toHaveLength(301);
    },
    withinMs,
  );

  it(
    'goes on at the next start, and every story is there exactly once',
    async () => {
      await stopsInTheMiddle('half', aFile(stories('B', 600)));
      const nextStart = new ImportJobs(service.runtime);
      await nextStart.resume();
      const ended = await importEnds(service, 'half');
      await nextStart.stop();
      expect(ended.counts).toEqual({ rows: 600, accepted: 600, acceptedWithWarning: 0, rejected: 0, alreadyThere: 0 });
      const listed: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const page = await listsStories(service, `programme=telling${next === '' ? '' : `&after=${String(next)}`}`);
        listed.push(...page.references);
        next = page.next;
      }
      expect(listed.sort()).toEqual(
        stories('B', 600)
          .map((row) => row.external_id)
          .sort(),
      );
      await service.settled();
      expect(new Set(service.said().map(({ id }) => id)).size).toBe(600);
      expect(service.said()).toHaveLength(600);
    },
    withinMs,
  );

  it(
    'goes on by itself when its storage was away for a moment',
    async () => {
      await stopsInTheMiddle('half', aFile(stories('C', 300)));
      const { store } = service.runtime;
      const execute = store.execute.bind(store);
      let refusals = 3;
      Object.assign(store, {
        execute: (...asked: Parameters<typeof execute>) => {
          refusals -= 1;
          return refusals < 0 ? execute(...asked) : Promise.reject(new StorageUnavailable('unreachable'));
        },
      });
      const jobs = new ImportJobs(service.runtime);
      await jobs.resume();
      const ended = await importEnds(service, 'half');
      await jobs.stop();
      expect(refusals).toBeLessThan(0);
      expect(ended.counts).toEqual({ rows: 300, accepted: 300, acceptedWithWarning: 0, rejected: 0, alreadyThere: 0 });
    },
    withinMs,
  );

  it(
    'that stood still is looked for, and goes on by itself',
    async () => {
      await stopsInTheMiddle('half', aFile(stories('D', 300)));
      const { files } = service.runtime;
      const readingOf = files.read.bind(files);
      let failures = 2;
      Object.assign(files, {
        read: (...asked: Parameters<typeof readingOf>) => {
          failures -= 1;
          if (failures >= 0) throw new TypeError('planted');
          return readingOf(...asked);
        },
      });
      const jobs = await importJobs(20).start(service.runtime);
      const ended = await importEnds(service, 'half');
      await jobs.stop();
      expect(failures).toBeLessThan(0);
      expect(ended.counts).toMatchObject({ rows: 300, accepted: 300 });
    },
    withinMs,
  );

  it(
    'is left to the process that has the turn, whichever process was asked',
    async () => {
      const background = storySubmission.background.filter(({ name }) => name !== 'imports');
      const another = await startTestService({ ...storySubmission, background }, storySubmissionErrors);
      await isTold(another, anOpenProgramme());
      const { body } = await beginsImport(another, aFile(stories('E', 3)));
      await another.settled();
      const asked = await request(another.app.getHttpServer())
        .get(`/api/v1/imports/${String(body.import)}`)
        .set(await another.as(evaluator));
      expect(asked.body).toMatchObject({ state: 'running', progress: null });
      expect(readdirSync(join(another.folder, 'files')).map((name) => name.split('-')[0])).toEqual(['upload']);
      // Its turn comes.
      const jobs = await importJobs().start(another.runtime);
      expect((await importEnds(another, body.import)).counts).toMatchObject({ accepted: 3 });
      await jobs.stop();
      await another.close();
    },
    withinMs,
  );
});
