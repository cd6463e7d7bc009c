import type { Consent } from '#contracts/shared/consent.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';

import { isPairEvent, type PairJudged, type PairUndone } from '../../domain/likeness/story-pair.js';
import { isStoryEvent } from '../../domain/story/events.js';
import { forgetConsentOf, holdToConsentOf, mergeInto, undoMerge } from '../../domain/story/merging.js';
import { nobodyMayRead } from '#contracts/shared/narrowest-consent.js';
import { agreedTogether } from '../../domain/story/shared-consent.js';
import type { StoryState } from '../../domain/story/story.js';
import { carriedOut } from '../answer-as-contributor/answer-as-contributor.command.js';
import { changeSharing } from '../../stories/share-as-agreed.js';
import { storyNow } from '../../stories/story-now.js';

type Asking = Pick<CommandContext, 'organisation' | 'actor' | 'at' | 'correlation'>;

/** Where in which log it was said: the same act, from the command and from the log, is done once. */
interface Because {
  readonly asking: Asking;
  readonly id: string;
}

const commandOf = ({ asking, id }: Because, what: string): CommandContext => {
  const { organisation, actor, at, correlation } = asking;
  return { organisation, actor, at, correlation, commandId: idFrom(what, id) };
};

/** What whoever told it lets others do with it, as long as they do. */
const standingConsent = (state: StoryState): Consent =>
  state.isWithdrawn || state.isPaused ? nobodyMayRead(state.consent) : agreedTogether(state);

/** The one is closed at the key first; then what was agreed to for it holds for the other too. */
export async function putTogether(
  service: ServiceRuntime,
  because: Because,
  { keep, close, why }: NonNullable<PairJudged['data']['same']>,
): Promise<void> {
  await changeSharing(service, commandOf(because, 'merge'), {
    ...{ story: close, intent: `${carriedOut}/merge/${because.id}` },
    decide: (state) => mergeInto(state, keep, why),
  });
  await holdTo(service, because, close, keep);
}

async function holdTo(service: ServiceRuntime, because: Because, close: string, keep: string): Promise<void> {
  const closed = await storyNow(service, close);
  if (closed?.together.mergedInto !== keep) return;
  const consent = standingConsent(closed);
  await changeSharing(service, commandOf(because, 'hold to'), {
    ...{ story: keep, intent: `${carriedOut}/hold-to/${because.id}` },
    decide: (state) => holdToConsentOf(state, close, consent),
  });
}

/** Two again: each is read by whoever its own tellers said. */
export async function takeApart(
  service: ServiceRuntime,
  because: Because,
  { keep, close }: Pick<PairUndone['data'], 'keep' | 'close'>,
): Promise<void> {
  for (const [story, what] of [
    [close, 'undo merge'],
    [keep, 'forget'],
  ] as const) {
    const done = await changeSharing(service, commandOf(because, what), {
      ...{ story, intent: `${carriedOut}/${what}/${because.id}` },
      decide: (state) => (story === close ? undoMerge(state, keep) : forgetConsentOf(state, close)),
    });
    if (isRefusal(done)) throw new Error(`${story} could not be taken apart: ${done.refusal}`);
  }
}

const changesWhatHolds = new Set([
  'ConsentNarrowed',
  'ConsentRenewed',
  'StoryWithdrawn',
  'StoryErased',
  'SharingPaused',
  'SharingResumed',
  'ContributorListed',
  'ContributorAnswered',
  'ContributorTookBack',
  'ContributorsLeftOut',
]);

/** After a stop in between it is carried out all the same; and what changes for the closed one holds for the other. */
export const keepTogether: Reaction = {
  name: 'keep-together',
  on: async ({ event, stream, streamVersion, metadata }, service) => {
    const because = { asking: metadata, id: `${stream}@${String(streamVersion)}` };
    if (isPairEvent(event)) {
      if (event.type === 'PairJudged' && event.data.same !== null) await putTogether(service, because, event.data.same);
      if (event.type === 'PairUndone') await takeApart(service, because, event.data);
      return;
    }
    if (!isStoryEvent(event) || !changesWhatHolds.has(event.type)) return;
    const story = stream.slice('story/'.length);
    const state = await storyNow(service, story);
    const into = state?.together.mergedInto ?? null;
    if (into !== null) await holdTo(service, because, story, into);
  },
};
