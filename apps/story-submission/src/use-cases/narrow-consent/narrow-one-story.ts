import type { Consent } from '#contracts/shared/consent.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ConsentWidened } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { allowsTheSame, narrowest } from '../../domain/story/narrowest-consent.js';
import { isTogether } from '../../domain/story/shared-consent.js';
import { narrowConsent, storyDecider } from '../../domain/story/story.js';
import { changeSharing, storyNow } from '../answer-as-contributor/share-as-agreed.js';

/** The vault first: it holds from this moment, however late the event is. */
export async function narrowOneStory(
  service: ServiceRuntime,
  context: CommandContext,
  story: string,
  less: (standing: Consent) => Consent,
): Promise<Executed<StoryEvent> | Refusal> {
  const { store, vault } = service;
  const owner = storyStream(story);
  const now = await vault.consentOf(owner);
  if (now === undefined) return refuse('story-not-found');
  if (now.state !== 'active') return refuse('story-already-withdrawn');
  const intent = `narrow/${context.commandId}`;
  const state = await storyNow(service, story);
  // What the key holds is everybody’s answer together: the teller’s own becomes less, and the key with it.
  if (state !== undefined && isTogether(state)) {
    const own: Consent = { ...less(state.consent), answeredAt: context.at };
    if (!allowsTheSame(narrowest(state.consent, own), own)) return refuse('story-consent-not-narrower', 'audiences');
    return changeSharing(service, context, { story, intent, decide: (standing) => narrowConsent(standing, own) });
  }
  const consent: Consent = { ...less(now.consent), answeredAt: context.at };
  try {
    await vault.narrow(owner, consent, { id: intent, actor: context.actor, at: context.at });
  } catch (error) {
    if (error instanceof ConsentWidened) return refuse('story-consent-not-narrower', 'audiences');
    throw error;
  }
  const done = await store.execute(owner, context, storyDecider, (state) => narrowConsent(state, consent));
  await vault.settleIntent(intent);
  return done;
}
