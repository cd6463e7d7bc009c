import type { ContractData } from '../shared/contract.js';
import type { sittingClosedV1 } from './sitting-closed.v1.js';

type Closed = ContractData<typeof sittingClosedV1>;

/**
 * Reasons given at this sitting. One that came up with a story is told from where it was given; until 23 November 2026
 * it stood in the message of each later sitting as well.
 */
export const reasonsGiven = ({ reasons, panel, level, period }: Closed): Closed['reasons'] =>
  reasons.filter((each) => each.panel === panel && each.level === level && each.period === period);
