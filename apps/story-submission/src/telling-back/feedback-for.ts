import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { feedbackItems, type FeedbackDocument } from '../read-models/feedback/feedback.js';

/** Evaluators of the programme, and whoever facilitates that panel. */
export const tellsBack = (
  who: SomeoneAsking,
  { organisation, programme, panel }: Pick<FeedbackDocument, 'organisation' | 'programme' | 'panel'>,
): boolean => mayActOn(who, { organisation, programme, panel }, ['evaluator', 'facilitator']);

export async function feedbackFor(
  { views }: Pick<ServiceRuntime, 'views'>,
  who: SomeoneAsking,
  id: string,
): Promise<FeedbackDocument | Refusal> {
  const found = await views.get(feedbackItems, id);
  return found !== undefined && tellsBack(who, found) ? found : refuse('feedback-not-found', 'feedback');
}

/** Programmes of whose feedback somebody sees anything. */
export async function programmesToldBackBy(
  { views }: Pick<ServiceRuntime, 'views'>,
  who: SomeoneAsking,
): Promise<readonly ProgrammeDesign[]> {
  const { organisation } = who;
  const { documents } = await views.find(knownProgrammes, { index: 'byOrganisation', equals: { organisation } });
  return documents
    .map(({ design }) => design)
    .filter(
      ({ id: programme, panels }) =>
        mayActOn(who, { organisation, programme }, ['evaluator', 'facilitator']) ||
        panels.some(({ id: panel }) => tellsBack(who, { organisation, programme, panel })),
    );
}
