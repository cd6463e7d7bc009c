import { domainsAsked } from '#contracts/shared/domains-asked.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Views } from '#projections/read-model.js';

import type { Facts } from './domain/measures/facts.js';
import type { Design } from './domain/measures/measure.js';
import { actionsCounted } from './read-models/actions/actions.js';
import { meetingsClosed } from './read-models/meetings-measured/meetings-measured.js';
import { readLedger } from './read-models/story-ledger/read-ledger.js';

/** All that is counted of a programme, as it now stands. */
export async function programmeFacts(views: Views, programme: string): Promise<Facts> {
  const [ledger, meetings, actions] = await Promise.all([
    readLedger(views, programme),
    meetingsClosed(views, programme),
    actionsCounted(views, programme),
  ]);
  const { stories, feedback, verified } = ledger;
  return { stories, feedback, verified, meetings, actions };
}

export const designMeasured = ({ timezone, periods, domains, panels }: ProgrammeDesign): Design => ({
  timeZone: timezone,
  asksAbout: (domain, period) =>
    !domains.some(({ id }) => id === domain) ||
    domainsAsked({ domains, periods }, period).some(({ id }) => id === domain),
  periods: [...periods].sort((one, other) => (one.opens < other.opens ? -1 : 1)).map(({ id }) => id),
  domains,
  panels,
});
