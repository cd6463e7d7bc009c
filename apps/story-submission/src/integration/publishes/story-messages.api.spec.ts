import type { ReadModel } from '#projections/read-model.js';
import type { ServiceDefinition } from '#service-kit/service.js';
import { opening } from '#service-kit/testing/opening.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { isImportEvent } from '../../domain/story-import/story-import.js';
import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { aFile, beginsImport, stories } from '../../testing/an-import.js';

/** A view that does not get past the end of an import before it is let. */
function lateView(): { readonly model: ReadModel; readonly lets: () => void; readonly isThere: Promise<void> } {
  const [late, there] = [opening(), opening()];
  return {
    model: {
      name: 'late',
      version: 1,
      collections: [],
      project: async ({ event }) => {
        if (!isImportEvent(event) || event.type !== 'ImportEnded') return;
        there.open();
        await late.isOpen;
      },
    },
    lets: late.open,
    isThere: there.isOpen,
  };
}

describe('the stories of an import, where a view lags behind its end', () => {
  let service: TestService;
  let view: ReturnType<typeof lateView>;
  beforeEach(async () => {
    view = lateView();
    const definition: ServiceDefinition = {
      ...storySubmission,
      readModels: [...storySubmission.readModels, view.model],
    };
    service = await startTestService(definition, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterEach(async () => {
    view.lets();
    await service.close();
  });

  it('are not said before the view is there, and then each once', async () => {
    await beginsImport(service, aFile(stories('S', 300)));
    await view.isThere;
    expect(service.said()).toEqual([]);
    view.lets();
    await service.settled();
    const subjects = service.said().map(({ subject }) => subject);
    expect(subjects).toHaveLength(300);
    expect(new Set(subjects).size).toBe(300);
  }, 20_000);
});
