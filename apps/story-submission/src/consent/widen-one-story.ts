import type { Consent } from '#contracts/shared/consent.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../domain/story/events.js';
import { renewConsent } from '../domain/story/renewing.js';
import { storyDecider } from '../domain/story/story.js';
import { storyNow } from '../stories/story-now.js';

/** The event first. What others in the story answered is not one person's to widen: refused. */
export async function widenOneStory(
  service: ServiceRuntime,
  context: CommandContext,
  story: string,
  consent: Consent,
): Promise<Refusal | undefined> {
  const owner = storyStream(story);
  const done = await service.store.execute(owner, context, storyDecider, (state) => renewConsent(state, consent));
  if (isRefusal(done)) return done;
  await service.vault.widen(owner, async () => {
    const state = await storyNow(service, story);
    // What was taken back since must not be given back by a command that comes again.
    return state?.consent.answeredAt === consent.answeredAt ? consent : undefined;
  });
  return undefined;
}
