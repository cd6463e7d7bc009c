import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { startTestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';

const hour = 3_600_000;
const epochs = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /epoch-\d+\.key$/.test(name));

describe('the epoch of the keys', () => {
  it('is turned once it is twenty hours old', async () => {
    const now = new Date(Date.now() + 25 * hour).toISOString();
    const service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    try {
      for (const patience = performance.now() + 20_000; ; await setTimeout(20)) {
        const [file = '', ...others] = epochs(service.folder);
        if (others.length === 0 && file.endsWith(join('epoch-2.key'))) break;
        if (performance.now() > patience) throw new Error(`It was not turned: ${[file, ...others].join(', ')}`);
      }
    } finally {
      await service.close();
    }
  }, 30_000);

  it('stays while it is younger', async () => {
    const service = await startTestService(storySubmission, storySubmissionErrors, {
      now: () => new Date().toISOString(),
    });
    try {
      await service.settled();
      expect(epochs(service.folder).map((name) => name.split('/').at(-1))).toEqual(['epoch-1.key']);
    } finally {
      await service.close();
    }
  });
});
