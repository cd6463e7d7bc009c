import type { SomeoneAsking } from '#access/principal.js';
import type { ReasonText, StoryNames, StoryText } from '#contracts/shared/story-text.js';
import type { Reader, UnlockRequest, WithheldBecause } from '#key-vault/key-vault.js';
import { answeredLater, knownStillSo, type AnsweredLater } from '#service-kit/stories/known-still-so.js';
import { namesInStory, opensAs } from '#service-kit/stories/names-in-story.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { ReasonOnRecord, SittingOpened } from '../domain/sitting/events.js';
import { panelsOf } from '../domain/sitting/state.js';
import { stories } from '../read-models/stories/stories.js';

/** A story as a panel reads it: what says who told and who collected it stays hidden. */
export type StoryForPanel =
  { readonly text: Omit<StoryText, 'tellerRole' | 'collectorRole'> } | { readonly withheld: WithheldBecause };

/** Whoever reads on a panel: a teller may have left out the person, their organisation, or this panel whole. */
export interface PanelReader extends Reader {
  readonly teams: readonly string[];
}

/** In a plenary somebody reads for every panel that meets: what is kept from one of them is kept from it. */
export const readerOn = (
  opened: Pick<SittingOpened['data'], 'panel' | 'plenaryOf'>,
  { person, organisation }: Pick<SomeoneAsking, 'person' | 'organisation'>,
): PanelReader => ({ person, organisation, teams: panelsOf(opened) });

/** One answer a story, in their order. */
export async function openedStories(
  { views, unlocking }: ServiceRuntime,
  reader: PanelReader,
  ids: readonly string[],
): Promise<readonly StoryForPanel[]> {
  const known = await Promise.all(ids.map((id) => views.get(stories, id)));
  const answers = await unlocking.unlock(
    ids.map((id) => ({
      owner: `story/${id}`,
      reader,
      purpose: 'audience',
      audience: 'panel',
      use: 'read',
    })),
  );
  return ids.map((_, at) => {
    const answer = answers[at];
    const story = known[at];
    if (answer?.kind !== 'granted' || story === undefined) {
      return { withheld: answer?.kind === 'withheld' ? answer.because : 'unknown' };
    }
    // It stays in the meeting with what was said and chosen; nobody reads it here until panels may receive it again.
    if (story.isHeld) return { withheld: 'held' };
    const { tellerRole: _role, collectorRole: _other, ...text } = answer.open<StoryText>(story.submitted.text);
    return { text };
  });
}

/** Null: the meeting’s rule hides it, its teller did not agree to be named to panels, or no name was given. */
export async function openedTeller(
  { views, unlocking }: ServiceRuntime,
  { rules }: Pick<SittingOpened['data'], 'rules'>,
  reader: PanelReader,
  story: string,
): Promise<string | null> {
  const names = rules.tellersHidden ? null : ((await views.get(stories, story))?.submitted.names ?? null);
  if (names === null) return null;
  const asked = { owner: `story/${story}`, reader, purpose: 'audience', audience: 'panel', use: 'read' } as const;
  const answer = await unlocking.unlockOne(asked);
  if (answer.kind !== 'granted' || !answer.classes.includes('name')) return null;
  return (await namesInStory(answer.open<StoryNames>(names), opensAs(unlocking, asked))).teller;
}

/** What the teller of a story answered later, for whoever may read the story here. */
export async function openedLater(
  { views, unlocking }: ServiceRuntime,
  reader: PanelReader,
  story: string,
): Promise<readonly AnsweredLater[]> {
  const known = await views.get(knownStillSo, story);
  if (known === undefined) return [];
  const as = { purpose: 'audience', audience: 'panel', use: 'read' } as const;
  return answeredLater(known, await unlocking.unlockOne({ owner: `story/${story}`, reader, ...as }));
}

/** What was said, with the text where its reach and its stories let it be read here. */
export interface ReasonRead {
  readonly reason: string;
  readonly kind: ReasonOnRecord['kind'];
  readonly stories: readonly string[];
  readonly author: string;
  /** In a room, whoever led the meeting wrote it down. */
  readonly recordedBy?: string;
  readonly panel: string;
  readonly level: number;
  readonly text: string | null;
  /** Its author took it back. */
  readonly isCalledBack: boolean;
  /** Values that came up. */
  readonly values: readonly string[];
}

/** Where it is read by another panel: who said it, or wrote it down, stays with its own. */
export const withoutNames = ({ author: _author, recordedBy: _recordedBy, ...said }: ReasonRead) => said;

interface TextSealed extends ReasonText {
  readonly values?: readonly string[];
}

export async function openedReasons(
  { unlocking }: ServiceRuntime,
  reader: PanelReader,
  reasons: readonly ReasonOnRecord[],
  reach: 'this-panel' | 'later-panels',
  calledBack: readonly string[] = [],
): Promise<readonly ReasonRead[]> {
  const answers = await unlocking.unlock(
    reasons.map(({ reason }): UnlockRequest => ({
      owner: `reason/${reason}`,
      reader,
      purpose: 'audience',
      audience: 'panel',
      use: 'read',
      reach,
    })),
  );
  return reasons.flatMap(({ reason, kind, stories: named, author, recordedBy, panel, level, text }, at) => {
    const answer = answers[at];
    // That something was said which stays below is for nobody here either.
    if (answer?.kind === 'withheld' && answer.because === 'out-of-reach') return [];
    const opened = answer?.kind === 'granted' ? answer.open<TextSealed>(text) : undefined;
    const { text: said = null, values = [] } = opened ?? {};
    const isCalledBack = calledBack.includes(reason);
    return [
      {
        ...{ reason, kind, stories: named, author, panel, level, text: said, values, isCalledBack },
        ...(recordedBy === undefined ? {} : { recordedBy }),
      },
    ];
  });
}
