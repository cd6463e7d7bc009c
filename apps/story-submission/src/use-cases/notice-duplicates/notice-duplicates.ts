import { setImmediate } from 'node:timers/promises';

import { calendarDay } from '#contracts/shared/calendar-day.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { idFrom } from '#service-kit/ids.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { likelyTheSame, likenessOf, signatureOf, type Signature } from '../../domain/likeness/likeness.js';
import { comparedStream, pairDecider, type StoriesCompared } from '../../domain/likeness/story-pair.js';
import { storyStream } from '../../domain/story/events.js';
import { comparedStories, importsToCompare, type ComparedStory } from '../../read-models/pairs/pairs.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { importsThatEnded } from '../../stories/import-has-ended.js';

const everyMs = 10_000;
/** New stories looked at in one turn. */
const atOnce = 500;
/** Of the same period, those told last: older ones were compared when they came. */
const mostCompared = 2_000;
/** Of one turn, the likest first: more than people can look at. */
const mostPairs = 200;
/** Keys asked for together: a grant lives half a second. */
const unlockedAtOnce = 100;
/** Then requests have their turn. */
const signedInOneGo = 10;

type Pair = StoriesCompared['data']['pairs'][number];

/** Compares stories that came since with the others of their period. Returns how many it looked at. */
export async function noticeDuplicatesNow(service: ServiceRuntime, at: string, most = atOnce): Promise<number> {
  const { store } = service;
  const groups = new Map<string, ComparedStory[]>();
  for (const story of await storiesToCompare(service, most)) {
    const key = JSON.stringify([story.organisation, story.programme, story.period]);
    groups.set(key, [...(groups.get(key) ?? []), story]);
  }
  let looked = 0;
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { organisation, programme, period } = first;
    const ids = group.map(({ id }) => id).sort();
    const commandId = idFrom('compare', ...ids);
    const command = { commandId, organisation, actor: 'system/notice-duplicates', at, correlation: commandId };
    const data = { programme, period, stories: ids, pairs: await pairsOf(service, group) };
    await store.execute(comparedStream(programme, period, calendarDay(at, 'UTC')), command, pairDecider, () => [
      { type: 'StoriesCompared' as const, schemaVersion: 1, data },
    ]);
    looked += group.length;
  }
  return looked;
}

/** First those that were told one by one; then those of imports that have ended: while one runs, nobody waits for it. */
async function storiesToCompare({ views }: ServiceRuntime, most: number): Promise<readonly ComparedStory[]> {
  const found: ComparedStory[] = [];
  const take = async (from: string | null): Promise<void> => {
    const equals = { isCompared: false, import: from };
    found.push(
      ...(await views.find(comparedStories, { index: 'byCompared', equals, limit: most - found.length })).documents,
    );
  };
  await take(null);
  const hasEnded = importsThatEnded(views);
  for await (const { id } of views.stream(importsToCompare, { index: 'byLeft', equals: { isLeft: true } })) {
    if (found.length >= most) break;
    if (await hasEnded(id)) await take(id);
  }
  return found;
}

async function pairsOf(service: ServiceRuntime, group: readonly ComparedStory[]): Promise<readonly Pair[]> {
  const [first] = group;
  if (first === undefined) return [];
  const { organisation, programme, period } = first;
  const around: StoryDocument[] = [];
  const query = { index: 'byPeriod', equals: { organisation, programme, period }, order: 'descending' } as const;
  for await (const story of service.views.stream(stories, query)) {
    if (story.state === 'active' && story.mergedInto === null) around.push(story);
    if (around.length === mostCompared) break;
  }
  const isNew = new Set(group.map(({ id }) => id));
  const isAround = new Set(around.map(({ id }) => id));
  for (const { id } of group) {
    if (isAround.has(id)) continue;
    const story = await service.views.get(stories, id);
    if (story?.state === 'active') around.push(story);
  }
  const signed = await signatures(service, around);
  const known = signed.filter(({ story }) => !isNew.has(story));
  const found: Pair[] = [];
  // Each new one with those that are known and with the new ones before it: those known were compared when they came.
  for (const one of signed.filter(({ story }) => isNew.has(story))) {
    for (const other of known) {
      const likeness = likenessOf(one.signature, other.signature);
      if (likeness >= likelyTheSame) found.push(pairOf(one.story, other.story, likeness));
    }
    known.push(one);
    // A turn has five hundred of them, and two thousand others for each: requests are not to wait for all.
    await setImmediate();
  }
  return found.sort((a, b) => b.likeness - a.likeness).slice(0, mostPairs);
}

const pairOf = (a: string, b: string, likeness: number): Pair => {
  const [one, other] = a < b ? [a, b] : [b, a];
  return { pair: `${one}.${other}`, one, other, likeness: Math.round(likeness * 100) };
};

/** Made from the texts at this moment, by the key of each, and forgotten with the turn. */
async function signatures(
  { vault }: ServiceRuntime,
  around: readonly StoryDocument[],
): Promise<readonly { readonly story: string; readonly signature: Signature }[]> {
  const signed: { readonly story: string; readonly signature: Signature }[] = [];
  for (let from = 0; from < around.length; from += unlockedAtOnce) {
    const batch = around.slice(from, from + unlockedAtOnce);
    const answers = await vault.unlock(
      batch.map(({ id, organisation }) => ({
        owner: storyStream(id),
        reader: { person: 'system/notice-duplicates', organisation },
        purpose: 'moderate',
        use: 'read',
      })),
    );
    const opened = batch.flatMap(({ id, text }, at) => {
      const answer = answers[at];
      return answer?.kind === 'granted' ? [{ story: id, narrative: answer.open<StoryText>(text).narrative }] : [];
    });
    for (const [at, { story, narrative }] of opened.entries()) {
      const signature = signatureOf(narrative);
      if (signature !== undefined) signed.push({ story, signature });
      if (at % signedInOneGo === 0) await setImmediate();
    }
  }
  return signed;
}

export const noticeDuplicates = repeatedWork({
  name: 'notice-duplicates',
  everyMs,
  failed: 'Stories that came could not be compared',
  act: async (service) => {
    await noticeDuplicatesNow(service, service.clock.now());
  },
});
