import { never } from '#contracts/shared/decider.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import type { Intent } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import { takingUpIntents, takeUpIntents } from '#service-kit/unlocking/left-intents.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { contributorOwner } from '../../domain/story/contributor-events.js';
import { eraseAsContributor } from '../../domain/story/contributing.js';
import { storyStream } from '../../domain/story/events.js';
import { allowsTheSame, narrowest } from '#contracts/shared/narrowest-consent.js';
import { eraseStory, pauseSharing } from '../../domain/story/rights.js';
import { narrowConsent, storyDecider, withdrawStory, type StoryState } from '../../domain/story/story.js';
import { contributors } from '../../read-models/contributors/contributors.js';
import { actOfContributor, eraseWhatIsLeftOf } from '../answer-as-contributor/answer-as-contributor.command.js';
import { shareAsAgreed } from '../../stories/share-as-agreed.js';
import { storyNow } from '../../stories/story-now.js';
import { heldForConcern } from '../../stories/held-for-concern.js';
import { holdBackWhatStands } from '../../domain/story/moderation.js';
import { letGoAsRecorded } from '../../stories/held-at-key.js';
import { goOnAsRecorded } from '../../consent/go-on.js';

const work = {
  name: 'settle-intents',
  failed: 'What was taken back could not be written down',
  takeUp,
};

/** What was taken back at the key and, after a crash, not yet written down: writes it down. It holds at the key meanwhile. */
export const settleIntents = takingUpIntents(work);

/** Those left at least so long ago, now. */
export const settleIntentsOlderThan = (service: ServiceRuntime, olderThanMs: number): Promise<void> =>
  takeUpIntents(service, work, olderThanMs);

async function takeUp(service: ServiceRuntime, intent: Intent): Promise<void> {
  const { id, kind, owner } = intent;
  if (owner.startsWith(storyStream(''))) return ofStory(service, intent);
  if (kind !== 'erase') return;
  if (owner.startsWith(contributorOwner(''))) await ofContributor(service, intent);
  // What a member called back is for panel-review to write down.
  else if (id.startsWith('called-back/')) return;
  // What was said about an erased story, or by an erased person, goes too: no stream has anything to write down about it.
  await service.vault.settleIntent(id);
}

const commandFor = ({ id, organisation, actor, at }: Intent): CommandContext => ({
  commandId: idFrom('intent', id),
  ...{ organisation, actor, at, correlation: id },
});

/** Of one that was only begun the keys are there still. */
async function ofContributor({ store, vault, views }: ServiceRuntime, intent: Intent): Promise<void> {
  const contributor = intent.owner.slice(contributorOwner('').length);
  await eraseWhatIsLeftOf(vault, contributor, intent);
  const of = await views.get(contributors, contributor);
  if (of === undefined) return;
  await store.execute(storyStream(of.story), commandFor(intent), storyDecider, (state) =>
    eraseAsContributor(state, of.id, intent.at),
  );
}

async function ofStory(service: ServiceRuntime, intent: Intent): Promise<void> {
  const { store, vault, log } = service;
  const { id, kind, owner } = intent;
  const story = owner.slice(storyStream('').length);
  if (kind === 'erase') await finishErasing(service, intent);
  const ofPart = actOfContributor(intent);
  const decide = ofPart ?? (await heldForConcern(service, intent)) ?? decisionOf(intent);
  if (decide === undefined) return;
  const done = await store.execute(owner, commandFor(intent), storyDecider, decide);
  // Of a part that ended meanwhile nothing more is to be said, and the key is made level below.
  if (isRefusal(done) && ofPart === undefined && !(await isLessAlready(service, story))) {
    log.warn({ kind, refusal: done.refusal }, 'An intent left by a stop is still not written down');
    return;
  }
  if (!isRefusal(done) && !done.replayed && done.events.length > 0) await holdAgain(service, intent);
  await vault.settleIntent(id);
  await goOnAsRecorded(service, story);
  await shareAsAgreed(service, story);
  await letGoAsRecorded(service, story);
  log.info({ kind }, 'An intent left by a stop was written down');
}

/** Of one that was only begun the keys are there still. */
async function finishErasing({ vault }: ServiceRuntime, { id, owner, actor, at }: Intent): Promise<void> {
  const standing = await vault.consentOf(owner);
  if (standing === undefined || standing.state === 'erased') return;
  await vault.erase(owner, { id: `${id}/again`, actor, at });
  await vault.settleIntent(`${id}/again`);
}

/** Withdrawn or erased, or never told: there is nothing left to write down. */
async function isLessAlready(service: ServiceRuntime, story: string): Promise<boolean> {
  const state = await storyNow(service, story);
  return state === undefined || state.isWithdrawn || state.isErased;
}

/** Where whoever left it was only slow, and it was given back in between: the record says less now, so the key does. */
async function holdAgain({ vault }: ServiceRuntime, intent: Intent): Promise<void> {
  const { kind, owner, actor, at, consent } = intent;
  const again = { id: `${intent.id}/again`, actor, at };
  const standing = await vault.consentOf(owner);
  if (standing === undefined) return;
  if (kind === 'freeze' && standing.state === 'active') await vault.freeze(owner, again);
  if (kind === 'hold' && !standing.isHeld) await vault.hold(owner, again);
  if (kind === 'narrow' && consent !== undefined && standing.state !== 'erased') {
    const less = narrowest(standing.consent, consent);
    if (!allowsTheSame(standing.consent, less)) await vault.narrow(owner, less, again);
  }
  await vault.settleIntent(again.id);
}

function decisionOf({ kind, at, consent }: Intent) {
  switch (kind) {
    case 'withdraw':
      return (state: StoryState | undefined) => withdrawStory(state, at);
    case 'freeze':
      return (state: StoryState | undefined) => pauseSharing(state, at);
    case 'erase':
      return (state: StoryState | undefined) => eraseStory(state, at);
    case 'narrow':
      return consent === undefined ? undefined : (state: StoryState | undefined) => narrowConsent(state, consent);
    case 'hold':
      // Why was said to nobody but the command that stopped. Whoever reads it first clears it.
      return (state: StoryState | undefined) => holdBackWhatStands(state, null);
    case 'reach':
      // Of reasons alone, and panel-review’s to write down.
      return undefined;
    default:
      return never(kind);
  }
}
