import type { Quorum } from './tally-document.js';

/** Abstentions are answers. Where nobody is entitled, neither more than half nor all of them can have answered. */
export function quorumIsMet(quorum: Quorum, answered: number, entitled: number): boolean {
  if (quorum === 'more_than_half') return answered * 2 > entitled;
  if (quorum === 'all') return entitled > 0 && answered === entitled;
  return answered >= quorum;
}
