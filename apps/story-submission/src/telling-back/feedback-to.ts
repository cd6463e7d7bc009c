import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Reader } from '#key-vault/key-vault.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { Addressee } from '../domain/feedback/events.js';
import { isOpenToAddressee } from '../domain/feedback/feedback.js';
import { feedbackItems, type FeedbackDocument } from '../read-models/feedback/feedback.js';
import type { StoryDocument } from '../read-models/stories/stories.js';
import { asItsAuthor, asTheTeller, likeThePanel, openedWords } from './opened-words.js';

/** What one meeting said, as whoever it is for sees it: closed until they ask to see it. */
export interface SaidToYou {
  readonly document: FeedbackDocument;
  readonly design: ProgrammeDesign | undefined;
  readonly isSeen: boolean;
  /** Null until it is seen, and where it cannot be read any more. */
  readonly wording: string | null;
  /** What members of the panel let the teller read. */
  readonly membersSaid: readonly string[];
  readonly answers: readonly { readonly at: string; readonly text: string | null }[];
}

const mostShown = 100;

/** In the order in which the meetings closed. */
export async function feedbackToTeller(
  { views }: ServiceRuntime,
  { id: story }: Pick<StoryDocument, 'id'>,
): Promise<readonly FeedbackDocument[]> {
  const query = { index: 'byStory' as const, equals: { story, to: 'teller' }, limit: mostShown };
  return (await views.find(feedbackItems, query)).documents.filter(isOpenToAddressee);
}

export async function feedbackToCollector(
  { views }: ServiceRuntime,
  { person: addressee, organisation }: Reader,
): Promise<readonly FeedbackDocument[]> {
  const query = {
    ...{ index: 'byAddressee' as const, equals: { to: 'collector', addressee } },
    ...{ order: 'descending' as const, limit: mostShown },
  };
  const { documents } = await views.find(feedbackItems, query);
  return documents.filter((each) => each.organisation === organisation && isOpenToAddressee(each));
}

const readAs = { teller: asTheTeller, collector: likeThePanel } as const satisfies Record<Addressee, object>;

export async function opened(service: ServiceRuntime, reader: Reader, document: FeedbackDocument): Promise<SaidToYou> {
  const { item, to, programme } = document;
  const isSeen = document.state === 'seen' || document.state === 'answered';
  const [wording = null] = isSeen ? await openedWords(service, reader, readAs[to], [item.wording]) : [];
  const forTeller = isSeen && to === 'teller' ? (item.drafted.membersSaid ?? []) : [];
  const membersSaid = (await openedWords(service, reader, asTheTeller, forTeller)).filter((text) => text !== null);
  const said = item.answers.map(({ words }) => words);
  const texts = await openedWords(service, reader, asItsAuthor, said);
  return {
    ...{ document, isSeen, wording, membersSaid },
    design: (await service.views.get(knownProgrammes, programme))?.design,
    answers: item.answers.map(({ at }, number) => ({ at, text: texts[number] ?? null })),
  };
}
