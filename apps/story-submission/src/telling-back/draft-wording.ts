import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { loadWords, type Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import type { DecidedOfStory, FeedbackDrafted } from '../domain/feedback/events.js';

const allWords = loadWords(import.meta.url, 'draft-wording');

export interface SaidOfStory {
  readonly lesson: string | null;
  readonly groupReason: string | null;
}

/** What a person begins from: what was decided and learned, in the language of whoever is told. No score, rank, count or remark. */
export function draftWording(
  { to, reference, panel, language, sittingClosedAt, decided }: FeedbackDrafted['data'],
  { lesson, groupReason }: SaidOfStory,
  design: ProgrammeDesign | undefined,
): string {
  const words = allWords[language];
  const name = (of: ProgrammeDesign['panels' | 'periods'] | undefined, id: string): string =>
    of?.find((each) => each.id === id)?.name[language] ?? id;
  const date = writeDate(language, sittingClosedAt, design?.timezone);
  const { heldOverTo } = decided;
  return [
    words(`thanks-${to}`, { reference }),
    words('heard', { date, panel: name(design?.panels, panel) }),
    words(outcomeSaid(decided)),
    ...(lesson === null ? [] : [words('lesson', { text: lesson })]),
    ...(groupReason === null ? [] : [words('group-reason', { text: groupReason })]),
    ...(decided.isPassedUp ? [words('passed-up')] : []),
    ...(heldOverTo === null ? [] : [words('held-over', { period: name(design?.periods, heldOverTo) })]),
    words('answer'),
  ].join('\n\n');
}

function outcomeSaid({ outcome, isChosen }: DecidedOfStory): Parameters<Words>[0] {
  if (outcome === 'none' || outcome === 'learning') return `outcome-${outcome}`;
  if (!isChosen) return 'not-chosen';
  return outcome === 'joint' ? 'chosen-together' : 'chosen';
}
