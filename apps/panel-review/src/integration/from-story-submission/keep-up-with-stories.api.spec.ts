import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { Inbox } from '#event-store/inbox.js';
import type { ReadModel } from '#projections/read-model.js';
import type { Reaction, ServiceDefinition } from '#service-kit/service.js';
import { opening } from '#service-kit/testing/opening.js';
import { startTestService } from '#service-kit/testing/service-harness.js';

import { isSittingEvent, sittingStream } from '../../domain/sitting/events.js';
import { opened, organisation, received } from '../../domain/sitting/sitting.builders.js';
import { panelReviewErrors } from '../../errors.js';
import { panelReview } from '../../panel-review.service.js';

const at = '2026-11-21T10:00:00.000Z';
const by = { organisation, actor: 'F1', at, correlation: 'test' };

describe('a story that is withdrawn', () => {
  it('right behind the opening of a meeting leaves it, though no view has the meeting yet', async () => {
    const [views, reaction] = [opening(), opening()];
    const late: ReadModel = {
      ...{ name: 'late', version: 1, collections: [] },
      project: ({ event }) => (isSittingEvent(event) && event.type === 'SittingOpened' ? views.isOpen : undefined),
    };
    const reactions = panelReview.reactions.map((kept): Reaction => ({
      name: kept.name,
      on: (recorded, service) => {
        if (kept.name === 'keep-up-with-stories' && recorded.stream.startsWith('inbox/')) reaction.open();
        return kept.on(recorded, service);
      },
    }));
    const definition: ServiceDefinition = {
      ...panelReview,
      readModels: [late, ...panelReview.readModels],
      reactions,
    };
    const service = await startTestService(definition, panelReviewErrors);
    const { store } = service.runtime;
    await store.append(sittingStream('S1'), [opened(), received('A'), received('B')], {
      ...{ ...by, expected: 'no-stream', commandId: 'opens' },
    });
    await new Inbox(store, 'panel-review').take({
      ...{ specversion: '1.0', id: 'story/A@2', source: storyWithdrawnV1.source, type: storyWithdrawnV1.type },
      ...{ subject: 'story/A', time: at, datacontenttype: 'application/json', organisation, correlation: 'test' },
      data: { story: 'A', programme: 'telling', period: '2026-Q1', at },
    });
    await reaction.isOpen;
    views.open();
    await service.settled();
    const last = (await store.read(sittingStream('S1'))).at(-1);
    expect(last?.event).toMatchObject({ type: 'StoryTakenOut', data: { story: 'A', because: 'withdrawn' } });
    await service.close();
  }, 20_000);
});
