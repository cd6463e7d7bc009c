import { refuse } from '#contracts/shared/refusal.js';
import { rulesInFull } from '#contracts/shared/selection-rules.js';

import type { SelectionRules } from '../sitting/events.js';
import type { Reach } from '../sitting/reach.js';
import type { Rule, StoriesNamed } from '../sitting/rules.js';
import { electorate } from '../tally/electorate.js';
import { answerField, type Conflict, type RoundKind, type Stance } from '../tally/tally-document.js';

/** What one member answers: one of these. */
export interface Answer {
  readonly choice?: string;
  readonly scores?: Readonly<Record<string, number>>;
  readonly approve?: readonly string[];
  /** The most significant first; stories may be left out. */
  readonly ranking?: readonly string[];
  readonly stance?: Stance;
  readonly abstain?: true;
}

/** What is sealed in a ballot until the round closes. */
export interface BallotText extends Answer {
  readonly skipped: readonly string[];
  /** By story; `choice` has one, its own. */
  readonly reasons: Readonly<Record<string, string>>;
  /** For the answer as a whole: a ranking, approvals, a stance. */
  readonly reason?: string;
  /** How far these reasons go; left out: as far as is usual. */
  readonly reach?: Reach;
}

/** What is published of it when the round has closed. */
export interface BallotPublished extends Answer {
  /** Null: cast in a secret round. */
  readonly member: string | null;
  readonly skipped: readonly string[];
  /** Left out: the member sent it. */
  readonly recordedBy?: string;
}

/** Stories that an answer names, and the field each stands in. */
export const storiesNamed = ({ choice, scores = {}, approve = [], ranking = [] }: Answer): StoriesNamed => [
  ...(choice === undefined ? [] : [{ story: choice, field: 'choice' }]),
  ...Object.keys(scores).map((story) => ({ story, field: `scores.${story}` })),
  ...approve.map((story, at) => ({ story, field: `approve.${String(at)}` })),
  ...ranking.map((story, at) => ({ story, field: `ranking.${String(at)}` })),
];

/** What an answer says in the field of one kind of round; nothing where it is left empty. */
function saidIn(kind: RoundKind, answer: Answer): boolean {
  const said = answer[answerField[kind]];
  if (said === undefined || typeof said === 'string') return said !== undefined;
  return Object.keys(said).length > 0;
}

const kinds = Object.keys(answerField) as readonly RoundKind[];

/** What a round asks, and whom. */
interface Asked {
  readonly secret: boolean;
  readonly kind: RoundKind;
  readonly stories: readonly string[];
  readonly members: readonly string[];
  readonly conflicts: readonly Conflict[];
  readonly rules: SelectionRules;
}

/** One answer of the kind the round asks for, or abstaining, among the stories this member may choose. */
export function answerFits(
  { kind, secret, stories, members, conflicts, rules }: Asked,
  member: string,
  ballot: BallotText,
): Rule {
  const open = electorate(stories, members, conflicts).storiesOpenTo(member);
  if (open.length === 0) return refuse('member-has-conflict', 'choice', { story: stories.join(', ') });
  const answers = kinds.filter((each) => saidIn(each, ballot)).length + (ballot.abstain === true ? 1 : 0);
  if (answers !== 1) return refuse('ballot-needs-one-answer', answerField[kind]);
  const other = kinds.find((each) => each !== kind && ballot[answerField[each]] !== undefined);
  if (other !== undefined) return refuse('ballot-of-another-kind', answerField[other]);
  const named = storiesNamed(ballot);
  for (const [at, { story, field }] of named.entries()) {
    if (!stories.includes(story)) return refuse('story-not-in-sitting', field, { story });
    if (!open.includes(story)) return refuse('member-has-conflict', field, { story });
    if (named.findIndex((each) => each.story === story) < at) return refuse('story-named-twice', field, { story });
    const score = ballot.scores?.[story];
    const { min, max } = rules.scale;
    if (score !== undefined && (score < min || score > max)) return refuse('score-off-the-scale', field, { min, max });
  }
  // In a few words somebody is known. What there is to say is said afterwards, by whoever wants to.
  if (secret) return saysWhy(ballot) ? refuse('secret-ballot-with-reason', 'reason') : undefined;
  const isObjection = ballot.stance === 'object' && (ballot.reason ?? '').trim() === '';
  if (isObjection) return refuse('objection-without-reason', 'reason');
  return needsReason(kind, rules) && ballot.abstain !== true && !saysWhyOf(ballot)
    ? refuse('choice-without-reason', 'reason')
    : undefined;
}

/** Where the panel’s rule is that whoever chooses says why: of stories chosen, approved or put in order, never of scores. */
export const needsReason = (kind: RoundKind, rules: SelectionRules): boolean =>
  rulesInFull(rules).choicesNeedReasons && (kind === 'choice' || kind === 'approval' || kind === 'rank');

/** Of what is chosen, not of another story. */
const saysWhyOf = (ballot: BallotText): boolean =>
  ballot.choice === undefined ? saysWhy(ballot) : (ballot.reasons[ballot.choice] ?? '').trim() !== '';

const saysWhy = ({ reason = '', reasons }: BallotText): boolean =>
  [reason, ...Object.values(reasons)].some((text) => text.trim() !== '');

/**
 * What still counts of an answer when the round is counted: nothing of a story that has been withdrawn, or with which
 * the member has declared a conflict, since it was cast. Undefined: nothing is left.
 */
export function answerThatCounts(answer: Answer, mayChoose: (story: string) => boolean): Answer | undefined {
  const { choice, scores, approve, ranking, stance } = answer;
  if (answer.abstain === true) return { abstain: true };
  if (stance !== undefined) return { stance };
  if (choice !== undefined) return mayChoose(choice) ? { choice } : undefined;
  if (approve !== undefined) return ifAny(approve.filter(mayChoose), (left) => ({ approve: left }));
  if (ranking !== undefined) return ifAny(ranking.filter(mayChoose), (left) => ({ ranking: left }));
  const left = Object.entries(scores ?? {}).filter(([story]) => mayChoose(story));
  return ifAny(left, (scored) => ({ scores: Object.fromEntries(scored) }));
}

const ifAny = <Item>(items: readonly Item[], answer: (items: readonly Item[]) => Answer): Answer | undefined =>
  items.length === 0 ? undefined : answer(items);
