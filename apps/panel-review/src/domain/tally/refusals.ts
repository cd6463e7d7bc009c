import { refuse, type Refusal } from '#contracts/shared/refusal.js';

/** Why a document cannot be counted. Each has a sentence in English and Welsh beside the `newid tally` command. */
export const tallyRefusals = [
  'not-an-object',
  'not-a-list',
  'not-a-text',
  'not-a-number',
  'not-a-whole-number',
  'not-a-quorum',
  'not-true-or-false',
  'not-one-of-these',
  'field-missing',
  'field-unknown',
  'list-empty',
  'story-unknown',
  'member-unknown',
  'named-twice',
  'scale-empty',
  'score-off-scale',
  'member-has-conflict',
  'member-may-choose-nothing',
  'conflicts-of-more-members-than-there-are',
  'field-of-another-round',
  'abstains-and-answers',
  'secret-ballot-names-member',
  'turnout-of-an-open-round',
  'turnout-differs-from-answers',
  'ballots-and-counts',
  'counts-do-not-add-up',
  'more-votes-than-answers',
  'more-votes-than-entitled',
  'more-answers-than-entitled',
] as const;
export type TallyRefusal = (typeof tallyRefusals)[number];

/** As `refuse`, with a name of this list and a field as a path: `rounds[0].ballots[2].choice`, empty for the whole document. */
export const refuseTally = (
  refusal: TallyRefusal,
  field: string,
  details?: Readonly<Record<string, string | number>>,
): Refusal => refuse(refusal, field, details);
