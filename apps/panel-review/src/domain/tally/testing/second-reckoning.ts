/**
 * Method.md's "How each is reckoned", done a second time and otherwise: over the plain document, member by member and
 * pair by pair, with no part of the first. Slow, and meant to be. Scores are multiples of a tenth.
 */
export interface PlainBallot {
  readonly member?: string;
  readonly abstain?: true;
  readonly choice?: string;
  readonly scores?: Readonly<Record<string, number>>;
  readonly ranking?: readonly string[];
  readonly approve?: readonly string[];
  readonly stance?: 'agree' | 'stand_aside' | 'object';
  readonly skipped?: readonly string[];
}

export interface PlainRound {
  readonly kind: 'choice' | 'score' | 'rank' | 'approval' | 'stance';
  readonly proposal?: readonly string[];
  readonly ballots: readonly PlainBallot[];
}

export interface PlainDocument {
  readonly method: string;
  readonly stories: readonly string[];
  readonly members: readonly string[];
  readonly conflicts: readonly { readonly member: string; readonly story: string }[];
  readonly rules: {
    readonly quorum: 'more_than_half' | 'all' | number;
    readonly minimumBallots: number;
    readonly secret: boolean;
  };
  readonly rounds: readonly PlainRound[];
}

export type Reckoned = Readonly<Record<string, unknown>> & {
  readonly leading: readonly string[];
  readonly quorate: boolean;
};

/** Everything a tally says but its notes. */
export function reckonAgain(
  document: PlainDocument,
): Readonly<Record<string, unknown>> & { readonly rounds: readonly Reckoned[] } {
  const rounds = document.rounds.map((round, index) => reckonRound(document, round, index));
  const deciding = lastThat(document, rounds);
  const said = deciding === undefined ? undefined : rounds[deciding];
  const round = deciding === undefined ? undefined : document.rounds[deciding];
  const shown = round !== undefined && isShown(document, round);
  return {
    rounds,
    leading: said?.leading ?? [],
    tie: round?.kind !== 'stance' && (said?.leading.length ?? 0) > 1,
    quorate: said?.quorate ?? false,
    decidable: round !== undefined && (said?.quorate ?? false) && (!document.rules.secret || shown),
    condorcet: round?.kind === 'rank' && shown ? beatsAll(document, round) : null,
  };
}

function lastThat({ method, rounds }: PlainDocument, reckoned: readonly Reckoned[]): number | undefined {
  for (let index = reckoned.length - 1; index >= 0; index -= 1) {
    const kind = rounds[index]?.kind;
    if (
      method === 'scoring' ? kind === 'score' : method === 'pre_score_then_vote' ? kind === 'choice' : kind !== 'score'
    )
      return index;
  }
  return undefined;
}

/** A later ballot of the same member puts out the earlier. */
function standing(round: PlainRound): readonly PlainBallot[] {
  return round.ballots.filter(
    ({ member }, at) => member === undefined || !round.ballots.slice(at + 1).some((later) => later.member === member),
  );
}

const barred = ({ conflicts }: PlainDocument, member: string | undefined, story: string): boolean =>
  conflicts.some((each) => each.member === member && each.story === story);

const maySomething = (document: PlainDocument): readonly string[] =>
  document.members.filter((member) => document.stories.some((story) => !barred(document, member, story)));

const mayChoose = (document: PlainDocument, story: string): number =>
  document.members.filter((member) => !barred(document, member, story)).length;

function meetsQuorum(document: PlainDocument, answered: number): boolean {
  const entitled = maySomething(document).length;
  const { quorum } = document.rules;
  if (quorum === 'more_than_half') return answered > entitled / 2;
  return quorum === 'all' ? entitled !== 0 && answered === entitled : answered >= quorum;
}

function isShown(document: PlainDocument, round: PlainRound): boolean {
  if (!document.rules.secret) return true;
  const choosing = standing(round).filter(
    ({ choice, stance, scores = {}, ranking = [], approve = [] }) =>
      choice !== undefined || stance !== undefined || Object.keys(scores).length + ranking.length + approve.length > 0,
  ).length;
  return meetsQuorum(document, standing(round).length) && choosing >= document.rules.minimumBallots;
}

function reckonRound(document: PlainDocument, round: PlainRound, index: number): Reckoned {
  const ballots = standing(round);
  const answers = {
    round: index + 1,
    kind: round.kind,
    entitled: maySomething(document).length,
    answered: ballots.length,
    abstained: ballots.filter(({ abstain }) => abstain).length,
    quorate: meetsQuorum(document, ballots.length),
  };
  if (!isShown(document, round)) return { ...answers, leading: [], tie: false };

  const skipped = perStory(document, (story) => ballots.filter((ballot) => ballot.skipped?.includes(story)).length);
  const someSkipped = Object.fromEntries(Object.entries(skipped).filter(([, members]) => members > 0));
  const leading = leadingIn(document, round);
  return {
    ...answers,
    ...(Object.keys(someSkipped).length === 0 ? {} : { skipped: someSkipped }),
    ...detail(document, round),
    ...movementTo(document, index),
    leading,
    tie: round.kind !== 'stance' && leading.length > 1,
  };
}

const perStory = <Count>({ stories }: PlainDocument, count: (story: string) => Count): Record<string, Count> =>
  Object.fromEntries(stories.map((story) => [story, count(story)]));

const votesFor = (round: PlainRound, story: string): number =>
  standing(round).filter(({ choice, approve = [] }) => choice === story || approve.includes(story)).length;

/** In tenths, so that nothing is rounded. */
const scoresOf = (round: PlainRound, story: string): readonly number[] =>
  standing(round).flatMap(({ scores }) => (scores?.[story] === undefined ? [] : [Math.round(scores[story] * 10)]));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** The points of the places a ballot leaves open are shared out among the stories it leaves out. */
function pointsFor(document: PlainDocument, { member, ranking }: PlainBallot, story: string): number {
  if (ranking === undefined || barred(document, member, story)) return 0;
  const open = document.stories.filter((each) => !barred(document, member, each));
  const places = open.map((_, place) => open.length - 1 - place);
  const place = ranking.indexOf(story);
  const left = places.slice(ranking.length);
  return place >= 0 ? (places[place] ?? 0) : sum(left) / left.length;
}

/** How many ballots rank the one and put the other lower or nowhere. */
function before(document: PlainDocument, round: PlainRound, one: string, other: string): number {
  return standing(round).filter(({ member, ranking = [] }) => {
    if (barred(document, member, one) || barred(document, member, other) || !ranking.includes(one)) return false;
    return !ranking.includes(other) || ranking.indexOf(one) < ranking.indexOf(other);
  }).length;
}

function pairs(document: PlainDocument, round: PlainRound, story: string, sign: -1 | 0 | 1): number {
  const others = document.stories.filter((other) => other !== story);
  return others.filter(
    (other) => Math.sign(before(document, round, story, other) - before(document, round, other, story)) === sign,
  ).length;
}

const someoneRanked = (round: PlainRound): boolean => standing(round).some(({ ranking = [] }) => ranking.length > 0);

const beatsAll = (document: PlainDocument, round: PlainRound): string | null =>
  (someoneRanked(round)
    ? document.stories.find((story) => pairs(document, round, story, 1) === document.stories.length - 1)
    : undefined) ?? null;

const borda = (document: PlainDocument, round: PlainRound, story: string): number =>
  sum(standing(round).map((ballot) => pointsFor(document, ballot, story)));

const taking = (round: PlainRound, stance: PlainBallot['stance']): number =>
  standing(round).filter((ballot) => ballot.stance === stance).length;

function detail(document: PlainDocument, round: PlainRound): object {
  switch (round.kind) {
    case 'choice':
    case 'approval':
      return {
        byStory: perStory(document, (story) => ({
          votes: votesFor(round, story),
          entitled: mayChoose(document, story),
        })),
      };
    case 'score':
      return {
        byStory: perStory(document, (story) => {
          const tenths = scoresOf(round, story);
          const entitled = mayChoose(document, story);
          const mean = tenths.length === 0 ? null : sum(tenths) / (10 * tenths.length);
          return { mean, n: tenths.length, entitled, tooFew: tenths.length < entitled / 2 };
        }),
      };
    case 'rank':
      return {
        byStory: perStory(document, (story) => ({
          borda: borda(document, round, story),
          wins: pairs(document, round, story, 1),
          losses: pairs(document, round, story, -1),
          ties: pairs(document, round, story, 0),
        })),
      };
    case 'stance':
      return {
        stance: {
          agree: taking(round, 'agree'),
          standAside: taking(round, 'stand_aside'),
          object: taking(round, 'object'),
        },
      };
  }
}

/** Nobody is ahead of a story that leads. */
function leadingIn(document: PlainDocument, round: PlainRound): readonly string[] {
  const { stories } = document;
  const unbeaten = (among: readonly string[], isAhead: (one: string, other: string) => boolean): readonly string[] =>
    among.filter((story) => !among.some((other) => isAhead(other, story)));
  switch (round.kind) {
    case 'choice':
    case 'approval':
      return unbeaten(
        stories.filter((story) => votesFor(round, story) !== 0),
        (one, other) => votesFor(round, one) > votesFor(round, other),
      );
    case 'score':
      return unbeaten(
        stories.filter((story) => scoresOf(round, story).length !== 0),
        (one, other) =>
          sum(scoresOf(round, one)) * scoresOf(round, other).length >
          sum(scoresOf(round, other)) * scoresOf(round, one).length,
      );
    case 'rank':
      return someoneRanked(round)
        ? unbeaten(stories, (one, other) => borda(document, round, one) > borda(document, round, other))
        : [];
    case 'stance': {
      const carried = taking(round, 'agree') > 0 && taking(round, 'object') === 0;
      return carried ? stories.filter((story) => round.proposal?.includes(story)) : [];
    }
  }
}

function movementTo({ rounds, stories, members, rules }: PlainDocument, index: number): object {
  const earlier = rounds.slice(0, index).filter(({ kind }) => kind === 'choice');
  const [now, was] = [rounds[index], earlier.at(-1)];
  if (now?.kind !== 'choice' || was === undefined || rules.secret) return {};
  const choiceOf = (round: PlainRound, member: string): string | undefined =>
    standing(round).find((ballot) => ballot.member === member)?.choice;
  const moves = stories.flatMap((from) => stories.map((to) => ({ from, to })));
  return {
    movement: moves
      .map(({ from, to }) => ({
        from,
        to,
        members: members.filter((member) => choiceOf(was, member) === from && choiceOf(now, member) === to).length,
      }))
      .filter(({ from, to, members: moved }) => from !== to && moved > 0),
  };
}
