import { setTimeout as after } from 'node:timers/promises';

import { Module } from '@nestjs/common';

import { repeatedWork } from './repeated-work.js';
import { serviceKitErrors } from '../service-kit-errors.js';
import { startTestService, type TestService } from '../testing/service-harness.js';

@Module({})
class NoRoutes {}

describe('work that is done again and again', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startTestService(
      {
        name: 'story-submission',
        ...{ eventTypes: {}, readModels: [], listensTo: [], speaks: [], reactions: [], background: [] },
        publishes: () => [],
        module: () => ({ module: NoRoutes }),
      },
      serviceKitErrors,
    );
  });
  afterEach(() => service.close());

  it('that lasted longer than the time between two turns leaves none to be caught up with, and ends when told', async () => {
    let turns = 0;
    let isThird = (): void => undefined;
    const third = new Promise<void>((resolve) => {
      isThird = resolve;
    });
    const work = await repeatedWork({
      ...{ name: 'planted', everyMs: 20, failed: 'It failed' },
      act: async () => {
        turns += 1;
        if (turns === 2) await after(400);
        if (turns === 3) isThird();
      },
    }).start(service.runtime);
    await third;
    await work.stop();
    // One more may have begun before it was told.
    expect(turns).toBeLessThanOrEqual(4);
  });
});
