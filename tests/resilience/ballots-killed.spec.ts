import { LargePanel } from '../security/large-panel.js';
import { countsEachMemberOnce } from './ballots-killed.contract.js';

const isFull = process.env['TESTED_IN_FULL'] === '1';
const size = isFull ? { members: 1_000, sendings: 20, kills: 10 } : { members: 60, sendings: 5, kills: 2 };

countsEachMemberOnce(size, () => new LargePanel(size.members));
