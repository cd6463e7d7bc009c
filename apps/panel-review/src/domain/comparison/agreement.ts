/** Fewer say nothing of how alike panels are: one story more or less would turn the figure round. */
export const fewestStories = 5;

/**
 * Two judges, two answers each: (observed - expected) / (1 - expected) (Cohen, 1960). Null where chance alone would make
 * them agree on everything: both chose all, or both none.
 */
export function cohensKappa(answers: readonly (readonly [boolean, boolean])[]): number | null {
  const n = answers.length;
  const agreed = answers.filter(([one, other]) => one === other).length;
  const firstChose = answers.filter(([one]) => one).length;
  const secondChose = answers.filter(([, other]) => other).length;
  // In whole numbers, times n squared: no rounding can make one out of what is just below it.
  const expected = firstChose * secondChose + (n - firstChose) * (n - secondChose);
  return expected === n * n ? null : (agreed * n - expected) / (n * n - expected);
}

/**
 * Any number of judges, as many for each subject: how many gave each answer, by subject (Fleiss, 1971). Null where all
 * of them gave one answer throughout.
 */
export function fleissKappa(counts: readonly (readonly number[])[]): number | null {
  const subjects = counts.length;
  const judges = sum(counts[0] ?? []);
  const answers = counts[0]?.length ?? 0;
  const given = Array.from({ length: answers }, (_, answer) => sum(counts.map((each) => each[answer] ?? 0)));
  if (given.some((each) => each === subjects * judges)) return null;
  const expected = sum(given.map((each) => (each / (subjects * judges)) ** 2));
  const pairs = judges * (judges - 1);
  const observed = sum(counts.map((each) => sum(each.map((n) => n * (n - 1))) / pairs)) / subjects;
  return (observed - expected) / (1 - expected);
}

/**
 * How alike several judges rank the same objects, from 0 to 1, corrected for ties (Kendall and Gibbons, 1990):
 * 12 S / (m^2 (n^3 - n) - m T). Null where every judge ties everything.
 */
export function kendallsW(rankings: readonly (readonly number[])[]): number | null {
  const judges = rankings.length;
  const objects = rankings[0]?.length ?? 0;
  const totals = Array.from({ length: objects }, (_, object) => sum(rankings.map((each) => each[object] ?? 0)));
  const usual = sum(totals) / objects;
  const spread = sum(totals.map((total) => (total - usual) ** 2));
  const ties = sum(rankings.flatMap(sizesOfTies).map((size) => size ** 3 - size));
  const most = judges ** 2 * (objects ** 3 - objects) - judges * ties;
  return most === 0 ? null : (12 * spread) / most;
}

/** The highest is first; those alike share the mean of the places they take together. */
export const ranksOf = (values: readonly number[]): readonly number[] =>
  values.map((value) => {
    const above = values.filter((each) => each > value).length;
    const alike = values.filter((each) => each === value).length;
    return above + (alike + 1) / 2;
  });

const sizesOfTies = (ranks: readonly number[]): readonly number[] =>
  [...new Set(ranks)].map((rank) => ranks.filter((each) => each === rank).length);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
