/** What a member answers, with stories by their reference. */
export interface Answer {
  readonly choice?: string;
  readonly scores?: Readonly<Record<string, number>>;
  readonly approve?: readonly string[];
  readonly ranking?: readonly string[];
  readonly stance?: 'agree' | 'stand_aside' | 'object';
  readonly abstain?: true;
  readonly reason?: string;
}

/** What the API says of a closed round; each kind of round counts in its own way. */
interface Result {
  readonly answered: number;
  readonly entitled: number;
  readonly leading: readonly string[];
  readonly tie: boolean;
  readonly byStory?: Readonly<
    Record<
      string,
      { readonly votes?: number; readonly mean?: number | null; readonly n?: number; readonly borda?: number }
    >
  >;
  readonly stance?: { readonly agree: number; readonly standAside: number; readonly object: number };
  readonly movement?: readonly { readonly from: string; readonly to: string; readonly members: number }[];
}

const isResult = (value: unknown): value is Result =>
  typeof value === 'object' && value !== null && 'answered' in value && 'leading' in value;

/** @throws where the round is not shown as closed yet */
export function resultOf(value: unknown): Result {
  if (!isResult(value)) throw new Error('The round has no result yet');
  return value;
}

/** What a member answers, as others in the room would say it. */
export function saidOfAnswer({ choice, scores, approve, ranking, stance, abstain }: Answer): string {
  if (abstain === true) return 'abstains';
  if (choice !== undefined) return `chooses ${choice}`;
  if (approve !== undefined) return `chooses ${approve.join(' and ')}`;
  if (ranking !== undefined) return `puts ${ranking.join(' before ')}`;
  if (stance !== undefined) return { agree: 'agrees', stand_aside: 'stands aside', object: 'cannot agree yet' }[stance];
  const given = Object.entries(scores ?? {}).map(([story, score]) => `${story} ${String(score)}`);
  return `gives ${given.join(', ')}`;
}

/** How many answered, the count by story, who moved since the round before, and what leads. `called`: by story, its reference. */
export function saidOfResult(result: Result, called: ReadonlyMap<string, string>): string {
  const { answered, entitled, leading, tie, stance, movement = [] } = result;
  const name = (story: string): string => called.get(story) ?? story;
  const inOrder = [...called.keys()];
  const counts = inOrder.flatMap((story) => {
    const count = countOf(result.byStory?.[story]);
    return count === undefined ? [] : [`${name(story)} ${count}`];
  });
  const ahead = inOrder.filter((story) => leading.includes(story)).map(name);
  const lead = tie ? 'lead together' : ahead.length > 1 ? 'lead' : 'leads';
  return [
    `${String(answered)} of ${String(entitled)} answered`,
    ...(counts.length === 0 ? [] : [counts.join(', ')]),
    ...(stance === undefined
      ? []
      : [`agree ${String(stance.agree)}, stand aside ${String(stance.standAside)}, not yet ${String(stance.object)}`]),
    ...movement.map(({ from, to, members }) => `${String(members)} moved from ${name(from)} to ${name(to)}`),
    ahead.length === 0 ? 'none leads' : `${ahead.join(' and ')} ${lead}`,
  ].join('; ');
}

function countOf(count: NonNullable<Result['byStory']>[string] | undefined): string | undefined {
  if (count === undefined) return undefined;
  if (count.votes !== undefined) return String(count.votes);
  if (count.borda !== undefined) return `Borda ${String(count.borda)}`;
  const mean =
    count.mean === null || count.mean === undefined ? 'no score' : String(Math.round(count.mean * 100) / 100);
  return `${mean} (${String(count.n)} scores)`;
}
