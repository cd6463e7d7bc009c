import { countedBallots } from './ballots.js';
import type { Electorate } from './electorate.js';
import { ahead, byNumber } from './leading.js';
import type { RankRound, StoryId } from './tally-document.js';
import type { ByStory, StoryRanks } from './tally-result.js';

export interface RankingsCounted {
  readonly byStory: ByStory<StoryRanks>;
  /** By Borda. */
  readonly leading: readonly StoryId[];
  /** The story that beats every other, pair by pair. */
  readonly condorcet: StoryId | null;
}

export function countRankings(round: RankRound, { stories, storiesOpenTo }: Electorate): RankingsCounted {
  /** Twice the Borda count: whole numbers, though an unranked story may be given a half. */
  const doubled = new Map<StoryId, number>();
  const preferred = new Preferences();
  let someoneRanked = false;

  for (const { member, answer: ranking } of countedBallots(round.cast.ballots)) {
    if (ranking === null) continue;
    someoneRanked ||= ranking.length > 0;
    const open = storiesOpenTo(member);
    const placeOf = new Map(ranking.map((story, place) => [story, place]));
    for (const story of open) {
      const place = placeOf.get(story);
      const points = place === undefined ? open.length - ranking.length - 1 : 2 * (open.length - 1 - place);
      doubled.set(story, (doubled.get(story) ?? 0) + points);
    }
    const unranked = open.filter((story) => !placeOf.has(story));
    ranking.forEach((story, place) => {
      for (const other of [...ranking.slice(place + 1), ...unranked]) preferred.add(story, other);
    });
  }

  const bordaOf = (story: StoryId): number => (doubled.get(story) ?? 0) / 2;
  const pairs = new Map(stories.map((story) => [story, preferred.pairsOf(story, stories)]));
  const unbeaten = stories.find((story) => pairs.get(story)?.wins === stories.length - 1);
  return {
    byStory: Object.fromEntries(
      stories.map((story) => [
        story,
        { borda: bordaOf(story), ...(pairs.get(story) ?? { wins: 0, losses: 0, ties: 0 }) },
      ]),
    ),
    leading: someoneRanked ? ahead(stories, bordaOf, byNumber) : [],
    condorcet: someoneRanked ? (unbeaten ?? null) : null,
  };
}

/** How many ballots put one story before another. */
class Preferences {
  private readonly over = new Map<StoryId, Map<StoryId, number>>();

  add(story: StoryId, other: StoryId): void {
    const others = this.over.get(story) ?? new Map<StoryId, number>();
    others.set(other, (others.get(other) ?? 0) + 1);
    this.over.set(story, others);
  }

  pairsOf(story: StoryId, stories: readonly StoryId[]): { wins: number; losses: number; ties: number } {
    const pairs = { wins: 0, losses: 0, ties: 0 };
    for (const other of stories) {
      if (other === story) continue;
      const margin = this.ballots(story, other) - this.ballots(other, story);
      if (margin > 0) pairs.wins += 1;
      else if (margin < 0) pairs.losses += 1;
      else pairs.ties += 1;
    }
    return pairs;
  }

  private ballots(story: StoryId, other: StoryId): number {
    return this.over.get(story)?.get(other) ?? 0;
  }
}
