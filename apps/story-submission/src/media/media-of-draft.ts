import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom, newId } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { draftDecider, keepLonger } from '../domain/draft/draft.js';
import { draftStream } from '../domain/draft/events.js';
import { isMediaEvent, mediaDecider, mediaStream, takeAway } from '../domain/media/media.js';
import { storyStream } from '../domain/story/events.js';
import { draftNow, storyOfDraft } from '../telling/draft-by-code.js';
import { eraseDraftKeys } from '../telling/erase-draft-keys.js';
import { writeDownErased } from './consent-as-told.js';
import { mediaOf } from './media-of.js';
import { mediumFile } from './medium-file.js';
import type { StoryOfMedia } from './story-of-media.js';

type Acting = Pick<CommandContext, 'at' | 'correlation'>;

/** Nobody's account's, as everything of a draft is. */
export const actsOfNobody = (context: CommandContext): CommandContext => ({ ...context, actor: 'anyone' });

/** Whether it counts: what was kept beside the answers of a draft that ended meanwhile does not, unless it was sent. */
export async function isKeptInDraft(service: ServiceRuntime, context: Acting, story: StoryOfMedia): Promise<boolean> {
  const { draft, organisation } = story;
  if (draft === undefined) return true;
  const { at, correlation } = context;
  const within = { commandId: newId(), organisation, actor: 'anyone', at, correlation };
  const kept = await service.store.execute(draftStream(draft), within, draftDecider, (state) => keepLonger(state, at));
  return !isRefusal(kept) || isTold(service, story.id);
}

/** Came in too late: as if it had never come. */
export async function letGoOfLate(
  service: ServiceRuntime,
  context: Acting,
  story: StoryOfMedia,
  medium: string,
): Promise<void> {
  await takeOneAway(service, { ...context, organisation: story.organisation }, story.id, medium);
  const { draft } = story;
  if (draft === undefined || (await draftNow(service, draft))?.isEnded !== true) return;
  await destroyMediaOfDraft(service, { ...context, organisation: story.organisation }, draft);
}

/** Of a draft that ended without being sent: keys first, then what was written down, then the files. Twice is once. */
export async function destroyMediaOfDraft(
  service: ServiceRuntime,
  of: Acting & Pick<CommandContext, 'organisation'>,
  draft: string,
): Promise<void> {
  const story = storyOfDraft(draft);
  const owner = storyStream(story);
  // Sent after all: they are its story’s, and so are the keys.
  if (await isTold(service, story)) return;
  // Nothing was ever added.
  if ((await service.vault.consentOf(owner)) === undefined) return;
  // Asked again at the key: it may be sent in this moment.
  await eraseDraftKeys(service, owner, of.at, async () => !(await isTold(service, story)));
  if ((await service.vault.consentOf(owner))?.state !== 'erased') return;
  if (await isTold(service, story)) await writeDownErased(service, story, of.at);
  const { media } = await mediaOf(service, story);
  for (const { medium } of media.media) await takeOneAway(service, of, story, medium);
}

async function takeOneAway(
  { store, files }: ServiceRuntime,
  { at, correlation, organisation }: Acting & Pick<CommandContext, 'organisation'>,
  story: string,
  medium: string,
): Promise<void> {
  const commandId = idFrom('draft-ended', story, medium);
  const within = { commandId, organisation, actor: 'anyone', at, correlation };
  await store.execute(mediaStream(story), within, mediaDecider, (state) => takeAway(state, medium));
  await files.remove(mediumFile(story, medium));
}

const isTold = async ({ store }: ServiceRuntime, story: string): Promise<boolean> =>
  (await store.read(storyStream(story))).length > 0;

/** Whether the keys of a story that was never told are those of a draft that may still be sent. */
export async function isOfOpenDraft(service: ServiceRuntime, owner: string): Promise<boolean> {
  for (const { event } of await service.store.read(mediaStream(owner.slice('story/'.length)))) {
    if (!isMediaEvent(event) || event.type !== 'MediumAdded' || event.data.draft === undefined) continue;
    return (await draftNow(service, event.data.draft))?.isEnded === false;
  }
  return false;
}
