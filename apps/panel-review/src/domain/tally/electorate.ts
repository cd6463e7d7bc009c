import type { Conflict, MemberId, StoryId } from './tally-document.js';

/** Who may choose what. Stories come in the order of the sitting, which every result follows. */
export interface Electorate {
  readonly stories: readonly StoryId[];
  /** Members who may choose at least one story. */
  readonly entitled: number;
  readonly entitledTo: (story: StoryId) => number;
  readonly includes: (story: StoryId) => boolean;
  readonly mayChoose: (member: MemberId | null, story: StoryId) => boolean;
  /** Everything, for a ballot that names nobody: its conflicts cannot be known. */
  readonly storiesOpenTo: (member: MemberId | null) => readonly StoryId[];
}

export function electorate(
  stories: readonly StoryId[],
  members: readonly MemberId[] | number,
  conflicts: readonly Conflict[],
): Electorate {
  const barredFrom = new Map<MemberId, Set<StoryId>>();
  const barredMembers = new Map<StoryId, Set<MemberId>>();
  const sits = typeof members === 'number' ? undefined : new Set(members);
  for (const { member, story } of conflicts) {
    // Of somebody who has no seat here none is taken away.
    if (sits?.has(member) === false) continue;
    barredFrom.set(member, (barredFrom.get(member) ?? new Set()).add(story));
    barredMembers.set(story, (barredMembers.get(story) ?? new Set()).add(member));
  }
  const seats = typeof members === 'number' ? members : members.length;
  const barredFromAll = [...barredFrom.values()].filter((barred) => stories.every((story) => barred.has(story))).length;
  // A round whose last story has left is still to be closed.
  const entitled = stories.length === 0 ? 0 : seats - barredFromAll;
  const known = new Set(stories);
  const isBarred = (member: MemberId | null, story: StoryId): boolean =>
    member !== null && barredFrom.get(member)?.has(story) === true;

  return {
    stories,
    entitled,
    entitledTo: (story) => seats - (barredMembers.get(story)?.size ?? 0),
    includes: (story) => known.has(story),
    mayChoose: (member, story) => known.has(story) && !isBarred(member, story),
    storiesOpenTo: (member) => stories.filter((story) => !isBarred(member, story)),
  };
}
