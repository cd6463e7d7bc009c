import type { SomeoneAsking } from '#access/principal.js';
import type { CommandBus } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { stories } from '../../read-models/stories/stories.js';
import { importsThatEnded } from '../../stories/import-has-ended.js';
import { MoveStory } from './move-story.command.js';
import { programmeFor } from '../../stories/programme-for.js';

/** At once: a page of them. */
export const mostMovedAtOnce = 100;

export const programmeToSort = (
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<ProgrammeDesign> => programmeFor(service, who, programme, ['evaluator']);

export interface Moves {
  readonly moved: readonly string[];
  readonly refused: readonly { readonly story: string; readonly refusal: Refusal }[];
}

/** Each story by itself: one that cannot be moved does not stop the others. The same command again moves nothing twice. */
export async function moveEach(
  { views }: ServiceRuntime,
  commands: CommandBus,
  context: CommandContext,
  { id: programme }: ProgrammeDesign,
  asked: { readonly stories: readonly string[]; readonly domain: string | null; readonly why: string | null },
): Promise<Moves> {
  const hasEnded = importsThatEnded(views);
  const moved: string[] = [];
  const refused: { story: string; refusal: Refusal }[] = [];
  for (const story of new Set(asked.stories)) {
    const document = await views.get(stories, story);
    if (document?.programme !== programme || !(await hasEnded(document.import))) {
      refused.push({ story, refusal: refuse('story-not-found', 'stories', { story }) });
      continue;
    }
    const command = {
      ...context,
      commandId: idFrom(context.commandId, 'move', story),
      fingerprint: `${context.fingerprint} ${story}`,
    };
    const done = await commands.execute(new MoveStory(command, programme, story, asked.domain, asked.why));
    if (isRefusal(done)) refused.push({ story, refusal: done });
    else moved.push(story);
  }
  await views.level();
  return { moved, refused };
}
