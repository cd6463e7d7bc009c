import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';
import { languageOfWords, type Route } from '../../domain/feedback/feedback.js';
import type { FeedbackDocument } from '../../read-models/feedback/feedback.js';
import { contactOf } from '../../telling-back/contact-of.js';
import { draftWording } from '../../telling-back/draft-wording.js';
import { feedbackFor } from '../../telling-back/feedback-for.js';
import { languageTo } from '../../telling-back/language-to.js';
import { likeThePanel, openedWords } from '../../telling-back/opened-words.js';
import { routeTo } from '../../telling-back/route-to.js';

export interface OneFeedback {
  readonly document: FeedbackDocument;
  readonly design: ProgrammeDesign | undefined;
  readonly route: Route;
  /** Of the words that were kept; else the one to write in. */
  readonly language: 'en' | 'cy';
  /** What the teller asked for, so that being told is safe; null: nothing, or it has gone already. */
  readonly safely: string | null;
  /** What somebody kept, else what was drafted; null where it may not be read. */
  readonly wording: string | null;
  readonly isKept: boolean;
  /** In their order; null where one may not be read. */
  readonly answers: readonly { readonly at: string; readonly text: string | null }[];
}

/** One item with its words, opened for whoever tells back. */
export class SeeOneFeedback extends Query<OneFeedback | Refusal> {
  constructor(
    readonly who: SomeoneAsking,
    readonly feedback: string,
  ) {
    super();
  }
}

@QueryHandler(SeeOneFeedback)
export class SeeOneFeedbackHandler implements IQueryHandler<SeeOneFeedback> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, feedback }: SeeOneFeedback): Promise<OneFeedback | Refusal> {
    const { service } = this;
    const document = await feedbackFor(service, who, feedback);
    if (isRefusal(document)) return document;
    const { item, programme } = document;
    const { drafted, wording: kept } = item;
    const language = kept === null ? await languageTo(service, drafted) : languageOfWords(item);
    const design = (await service.views.get(knownProgrammes, programme))?.design;
    const answersSealed = item.answers.map(({ words }) => words);
    const [wording, lesson, groupReason, ...answers] = await openedWords(service, who, likeThePanel, [
      ...[kept, drafted.lesson, drafted.groupReason],
      ...answersSealed,
    ]);
    // A lesson that cannot be read any more is not left out silently: somebody would send feedback without it.
    const isHeld = (await service.vault.consentOf(storyStream(document.story)))?.isHeld === true;
    const isWithheld = isHeld || (drafted.lesson !== null && (lesson ?? null) === null);
    const draft = isWithheld
      ? null
      : draftWording({ ...drafted, language }, { lesson: lesson ?? null, groupReason: groupReason ?? null }, design);
    return {
      ...{ document, design, language },
      route: await routeTo(service, drafted),
      safely: await safelySaid(service, who, document),
      wording: kept === null ? draft : (wording ?? null),
      isKept: kept !== null,
      answers: item.answers.map(({ at }, number) => ({ at, text: answers[number] ?? null })),
    };
  }
}

async function safelySaid(service: ServiceRuntime, who: SomeoneAsking, { to, state, story }: FeedbackDocument) {
  if (to !== 'teller' || state !== 'drafted') return null;
  return (await contactOf(service, who, story))?.safely ?? null;
}
