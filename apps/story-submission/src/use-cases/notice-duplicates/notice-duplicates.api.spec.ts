import request from 'supertest';

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { aStorySubmitted } from '../../domain/story/story.builders.js';
import { endImport, importDecider, importStream, startImport } from '../../domain/story-import/story-import.js';
import { storySubmissionErrors } from '../../errors.js';
import { importsToCompare } from '../../read-models/pairs/pairs.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { noticeDuplicatesNow } from './notice-duplicates.js';

const at = '2026-11-21T10:00:00.000Z';
const by = { organisation: 'pont-y-bore', actor: 'E1', at, correlation: 'test' };

describe('stories told while a large import runs', () => {
  let service: TestService;
  beforeAll(async () => {
    const isBeside = ({ name }: { readonly name: string }) =>
      !['begin-imports', 'imports', 'destroy-uploads', 'notice-duplicates'].includes(name);
    const [reactions, background] = [storySubmission.reactions, storySubmission.background];
    service = await startTestService(
      { ...storySubmission, reactions: reactions.filter(isBeside), background: background.filter(isBeside) },
      storySubmissionErrors,
      { now: () => at },
    );
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const noticed = async (): Promise<number> => {
    await service.settled();
    return noticeDuplicatesNow(service.runtime, at, 8);
  };
  const tells = (narrative: string) =>
    request(service.app.getHttpServer())
      .post('/api/v1/programmes/telling/stories')
      .set('idempotency-key', narrative)
      .send({
        ...{ period: '2026-Q1', domain: 'quality', language: 'en', narrative },
        ...{ audiences: { panel: { named: false } }, wordingVersion: 1, consentLanguage: 'en' },
      })
      .expect(201);

  it('are compared at once; those of the import once it has ended, and then nothing of it is left', async () => {
    const { store, views } = service.runtime;
    await store.execute(importStream('large'), { ...by, commandId: 'start' }, importDecider, (state) =>
      startImport(state, { import: 'large', programme: 'telling', bytes: 1, isDryRun: false, mapping: null }),
    );
    for (let number = 1; number <= 40; number += 1) {
      const story = `L-${String(number)}`;
      const submitted = aStorySubmitted({ story, reference: story, externalId: story, import: 'large' });
      await store.append(`story/${story}`, [submitted], { ...by, expected: 'no-stream', commandId: story });
    }
    await tells('the-gannet-came-over-the-wall');
    await tells('the-heron-came-over-the-wall');
    expect(await noticed()).toBe(2);
    expect(await noticed()).toBe(0);
    const counts = { rows: 40, accepted: 40, acceptedWithWarning: 0, rejected: 0, alreadyThere: 0 };
    await store.execute(importStream('large'), { ...by, commandId: 'end' }, importDecider, (state) =>
      endImport(state, counts),
    );
    const turns: number[] = [];
    for (let turn = 1; turn <= 6; turn += 1) turns.push(await noticed());
    expect(turns).toEqual([8, 8, 8, 8, 8, 0]);
    await service.settled();
    expect(await views.count(importsToCompare, { index: 'byLeft', equals: { isLeft: true } })).toBe(0);
  });
});
