import type { Consent } from '#contracts/shared/consent.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ConsentWidened } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { takeAway } from '#service-kit/unlocking/take-away.js';

import { storyStream, type StoryEvent } from '../domain/story/events.js';
import { allowsTheSame, narrowest } from '#contracts/shared/narrowest-consent.js';
import { isTogether } from '../domain/story/shared-consent.js';
import { narrowConsent, storyDecider } from '../domain/story/story.js';
import { changeSharing } from '../stories/share-as-agreed.js';
import { storyNow } from '../stories/story-now.js';

/** The vault first: it holds from this moment, however late the event is. */
export async function narrowOneStory(
  service: ServiceRuntime,
  context: CommandContext,
  story: string,
  less: (standing: Consent) => Consent,
): Promise<Executed<StoryEvent> | Refusal> {
  const { vault } = service;
  const stream = storyStream(story);
  const now = await vault.consentOf(stream);
  if (now === undefined) return refuse('story-not-found');
  // A paused one as well: nobody has to share it again first, so that fewer may read it.
  const isKept = now.state === 'active' || now.state === 'frozen';
  const mayNot = () => (isKept ? undefined : refuse('story-already-withdrawn'));
  const intent = `narrow/${context.commandId}`;
  const state = await storyNow(service, story);
  // What the key holds is everybody’s answer together: the teller’s own becomes less, and the key with it.
  if (state !== undefined && isTogether(state)) {
    const own: Consent = { ...less(state.consent), answeredAt: context.at };
    if (!allowsTheSame(narrowest(state.consent, own), own)) return refuse('story-consent-not-narrower', 'audiences');
    return changeSharing(service, context, {
      story,
      intent,
      mayNot,
      decide: (standing) => narrowConsent(standing, own),
    });
  }
  const consent: Consent = { ...less(now.consent), answeredAt: context.at };
  return takeAway(service, context, {
    ...{ stream, decider: storyDecider, intent, mayNot },
    decide: (standing) => narrowConsent(standing, consent),
    atKey: async (given) => {
      try {
        await vault.narrow(stream, consent, given);
        return undefined;
      } catch (error) {
        if (error instanceof ConsentWidened) return refuse('story-consent-not-narrower', 'audiences');
        throw error;
      }
    },
  });
}
