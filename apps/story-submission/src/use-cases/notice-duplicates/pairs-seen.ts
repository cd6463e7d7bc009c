import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { consentBeside, type ConsentBeside } from '#service-kit/stories/consent-beside.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { storyStream } from '../../domain/story/events.js';
import { pairs, type PairDocument } from '../../read-models/pairs/pairs.js';
import { stories } from '../../read-models/stories/stories.js';
import { programmeToRead } from '../../stories/stories-to-read.js';
import type { WhyTheSame } from './judge-pair.command.js';

export interface StoryOfPair {
  readonly id: string;
  readonly reference: string;
  readonly toldOn: string;
  readonly language: string;
  readonly isImported: boolean;
  /** Null: it may not be read by whoever asks. */
  readonly text: StoryText | null;
  readonly consent: ConsentBeside | null;
}

export interface PairSeen {
  readonly pair: PairDocument;
  readonly design: ProgrammeDesign;
  readonly both: readonly [StoryOfPair, StoryOfPair];
  /** Null: nothing was put together, or it cannot be read. */
  readonly why: string | null;
}

/** The likest first; of those that were judged, too. */
export async function pairsIn(
  { views }: ServiceRuntime,
  { organisation }: SomeoneAsking,
  programme: string,
  state: PairDocument['state'],
): Promise<readonly (PairDocument & { readonly references: readonly [string, string] })[]> {
  await views.level();
  const { documents } = await views.find(pairs, {
    ...{ index: 'byProgramme', equals: { organisation, programme, state }, order: 'descending', limit: 100 },
  });
  return Promise.all(
    documents.map(async (pair) => {
      const referenceOf = async (id: string): Promise<string> => (await views.get(stories, id))?.reference ?? id;
      return { ...pair, references: [await referenceOf(pair.one), await referenceOf(pair.other)] as const };
    }),
  );
}

/** Both texts, as whoever reads stories first may read them. */
export async function pairSeen(
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
  id: string,
): Promise<PairSeen> {
  const { views, vault, unlocking } = service;
  const design = await programmeToRead(service, who, programme);
  const pair = await views.get(pairs, id);
  if (pair === undefined || pair.programme !== programme) return throwRefusal(refuse('pair-not-found'));
  const seen = async (story: string) => {
    const document = await views.get(stories, story);
    if (document === undefined) return throwRefusal(refuse('pair-not-found'));
    const answer = await unlocking.unlockOne({
      ...{ owner: storyStream(story), reader: who, purpose: 'moderate', use: 'read' },
    });
    const { reference, toldOn, language } = document;
    const text = answer.kind === 'granted' ? answer.open<StoryText>(document.text) : null;
    const consent = text === null ? null : await consentBeside(vault, story);
    const isClosed = pair.keep !== null && pair.keep !== story;
    const why =
      isClosed && pair.why !== null && answer.kind === 'granted' ? answer.open<WhyTheSame>(pair.why).why : null;
    const isImported = document.import !== null;
    return { story: { id: story, reference, toldOn, language, isImported, text, consent }, why };
  };
  const [one, other] = [await seen(pair.one), await seen(pair.other)];
  return { pair, design, both: [one.story, other.story], why: one.why ?? other.why };
}
