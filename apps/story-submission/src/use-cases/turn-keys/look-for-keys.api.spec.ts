import { startTestService } from '#service-kit/testing/service-harness.js';

import { aStorySubmitted } from '../../domain/story/story.builders.js';
import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { tellsAStory } from '../../testing/a-sitting.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { newestWithoutKeys } from './look-for-keys.js';

describe('stories whose keys are not there', () => {
  it('are counted from the newest back to the first that has its keys, as after an older copy of the keys', async () => {
    const service = await startTestService(storySubmission, storySubmissionErrors);
    try {
      const { runtime, vault } = service;
      expect(await newestWithoutKeys(runtime)).toBe(0);
      await isTold(service, anOpenProgramme());
      const erased = await tellsAStory(service, 'I got on the bus alone');
      await tellsAStory(service, 'I got off the bus');
      await vault.erase(`story/${erased.story}`, { id: 'gone', actor: 'anyone', at: '2026-11-21T10:00:00.000Z' });
      await service.settled();
      expect(await newestWithoutKeys(runtime)).toBe(0);
      const by = { organisation: 'pont-y-bore', actor: 'anyone', at: '2026-11-21T11:00:00.000Z', correlation: 'test' };
      for (const story of ['lost-one', 'lost-two']) {
        const told = aStorySubmitted({ story, reference: story, externalId: null });
        await runtime.store.append(`story/${story}`, [told], { ...by, commandId: story, expected: 'no-stream' });
      }
      await runtime.store.logged();
      expect(await newestWithoutKeys(runtime)).toBe(2);
    } finally {
      await service.close();
    }
  }, 30_000);
});
