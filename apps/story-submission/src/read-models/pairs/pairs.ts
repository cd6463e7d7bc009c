import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isPairEvent } from '../../domain/likeness/story-pair.js';
import { isStoryEvent } from '../../domain/story/events.js';

/** A story that is to be compared with the others of its period, or was. */
export interface ComparedStory {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly period: string;
  readonly import: string | null;
  readonly isCompared: boolean;
}

export interface PairDocument {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly period: string;
  readonly one: string;
  readonly other: string;
  /** Per cent. */
  readonly likeness: number;
  readonly state: 'to-judge' | 'not-the-same' | 'put-together';
  readonly keep: string | null;
  readonly why: Sealed | null;
  readonly judgedBy: string | null;
  readonly judgedAt: string | null;
  readonly version: number;
}

/** An import some of whose stories are not compared yet: while it runs they are passed over as one, however many there are. */
export interface ImportToCompare {
  readonly id: string;
  readonly isLeft: true;
}

export const comparedStories = collection<ComparedStory>()('compared-stories', {
  byCompared: ['isCompared', 'import'],
});
export const importsToCompare = collection<ImportToCompare>()('imports-to-compare', { byLeft: ['isLeft'] });
export const pairs = collection<PairDocument>()('story-pairs', {
  byProgramme: ['organisation', 'programme', 'state', 'likeness'],
});

export const pairsModel: ReadModel = {
  name: 'story-pairs',
  version: 2,
  collections: [comparedStories, importsToCompare, pairs],
  async project({ event, streamVersion, metadata: { organisation, actor } }, changes) {
    if (isStoryEvent(event)) {
      if (event.type !== 'StorySubmitted') return;
      const { story: id, programme, period, import: from } = event.data;
      changes.put(comparedStories, { id, organisation, programme, period, import: from, isCompared: false });
      if (from !== null && (await changes.get(importsToCompare, from)) === undefined) {
        changes.put(importsToCompare, { id: from, isLeft: true });
      }
      return;
    }
    if (!isPairEvent(event)) return;
    if (event.type === 'StoriesCompared') {
      const { programme, period } = event.data;
      const from = new Set<string>();
      for (const id of event.data.stories) {
        const story = await changes.get(comparedStories, id);
        if (story === undefined) continue;
        changes.put(comparedStories, { ...story, isCompared: true });
        if (story.import !== null) from.add(story.import);
      }
      for (const id of from) {
        const left = { index: 'byCompared', equals: { isCompared: false, import: id }, limit: 1 } as const;
        if ((await changes.find(comparedStories, left)).length === 0) changes.remove(importsToCompare, id);
      }
      for (const { pair: id, one, other, likeness } of event.data.pairs) {
        if ((await changes.get(pairs, id)) !== undefined) continue;
        const fresh = { state: 'to-judge', keep: null, why: null, judgedBy: null, judgedAt: null, version: 0 } as const;
        changes.put(pairs, { id, organisation, programme, period, one, other, likeness, ...fresh });
      }
      return;
    }
    const before = await changes.get(pairs, event.data.pair);
    if (before === undefined) return;
    const version = streamVersion;
    if (event.type === 'PairUndone') {
      changes.put(pairs, { ...before, state: 'to-judge', keep: null, why: null, version });
      return;
    }
    const { same, at: judgedAt } = event.data;
    changes.put(pairs, {
      ...before,
      ...{ judgedBy: actor, judgedAt, version },
      state: same === null ? 'not-the-same' : 'put-together',
      keep: same?.keep ?? null,
      why: same?.why ?? null,
    });
  },
};
