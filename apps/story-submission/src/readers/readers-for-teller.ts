import type { WhoReads } from './who-reads.js';

/** Panels and audiences, and no person: neither by id nor by how many of them were left out. */
export const readersForTeller = ({ on, state, could, purposes, did, looked }: WhoReads) => ({
  on,
  state,
  could: could.map(({ audience, isNamed, panel }) => ({ audience, isNamed, panel })),
  purposes,
  did: did.map(({ at, panel, what }) => ({ at, panel, what })),
  looked: looked.map(({ at, why }) => ({ at, why })),
});

export type ReadersForTeller = ReturnType<typeof readersForTeller>;
