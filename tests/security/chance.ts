/** The chance that something expected `mean` times happens `least` times or more (Poisson). */
export function chanceOfAtLeast(least: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let times = 0; times < least; times += 1) {
    below += term;
    term = (term * mean) / (times + 1);
  }
  // Summed from the small end: `1 - below` has no digits left where it matters.
  let above = 0;
  for (let times = least; times < least + 400; times += 1) {
    above += term;
    term = (term * mean) / (times + 1);
  }
  return below > 0.5 ? above : 1 - below;
}
