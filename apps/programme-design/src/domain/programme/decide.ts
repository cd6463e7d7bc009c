import type { Decision } from '#contracts/shared/decider.js';
import type { DomainDesign, LadderPanelDesign, PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { ProgrammeEvent } from './events.js';
import {
  domainIsNew,
  firstRefusal,
  idsAreDistinct,
  ladderHolds,
  languagesAreEnglishWelshOrBoth,
  periodEndsAfterItBegins,
  periodIsNew,
  scaleRises,
  thereIsADomain,
} from './rules.js';
import type { ProgrammeState } from './state.js';

type Decided = Decision<ProgrammeEvent>;

export function createProgramme(state: ProgrammeState, design: ProgrammeDesign): Decided {
  if (state !== undefined) return refuse('programme-id-taken', 'id', { id: design.id });
  const refusal = firstRefusal(
    languagesAreEnglishWelshOrBoth(design),
    thereIsADomain(design),
    idsAreDistinct(
      'domains',
      design.domains.map(({ id }) => id),
    ),
    idsAreDistinct(
      'periods',
      design.periods.map(({ id }) => id),
    ),
    ...design.periods.map((period, at) => periodEndsAfterItBegins(period, `periods.${String(at)}.closes`)),
    scaleRises(design),
    ladderHolds(design.levels, design.panels),
  );
  return refusal ?? [{ type: 'ProgrammeCreated', schemaVersion: 1, data: { design } }];
}

export function addDomain(
  state: ProgrammeState,
  organisation: string,
  domain: DomainDesign,
  why: string | null,
): Decided {
  return within(state, organisation, (design) => {
    const refusal = domainIsNew(design, domain);
    return refusal ?? [{ type: 'DomainAdded', schemaVersion: 1, data: { domain, why } }];
  });
}

export function addPeriod(
  state: ProgrammeState,
  organisation: string,
  period: PeriodDesign,
  why: string | null,
): Decided {
  return within(state, organisation, (design) => {
    const refusal = firstRefusal(periodIsNew(design, period), periodEndsAfterItBegins(period, 'closes'));
    return refusal ?? [{ type: 'PeriodAdded', schemaVersion: 1, data: { period, why } }];
  });
}

/** Opens a planned period, or opens one again that was closed: then with a reason. */
export function openPeriod(state: ProgrammeState, organisation: string, period: string, why: string | null): Decided {
  return withPeriod(state, organisation, period, ({ status }) => {
    if (status === 'open') return [];
    if (status !== 'planned' && why === null) return refuse('reopening-needs-a-reason', 'why');
    return [{ type: 'PeriodOpened', schemaVersion: 1, data: { period, why } }];
  });
}

export function closePeriod(state: ProgrammeState, organisation: string, period: string, why: string | null): Decided {
  return withPeriod(state, organisation, period, ({ status }) => {
    if (status === 'closed' || status === 'in-panels' || status === 'complete') return [];
    if (status === 'planned') return refuse('period-not-open', 'period');
    return [{ type: 'PeriodClosed', schemaVersion: 1, data: { period, why } }];
  });
}

export function reviseLadder(
  state: ProgrammeState,
  organisation: string,
  ladder: { readonly levels: ProgrammeDesign['levels']; readonly panels: readonly LadderPanelDesign[] },
  why: string | null,
): Decided {
  return within(state, organisation, () => {
    const refusal = ladderHolds(ladder.levels, ladder.panels);
    return refusal ?? [{ type: 'LadderRevised', schemaVersion: 1, data: { ...ladder, why } }];
  });
}

/** A programme of another organisation is, to whoever asks, not there. */
function within(state: ProgrammeState, organisation: string, decide: (design: ProgrammeDesign) => Decided): Decided {
  return state?.organisation === organisation ? decide(state) : refuse('programme-not-found', 'programme');
}

function withPeriod(
  state: ProgrammeState,
  organisation: string,
  period: string,
  decide: (period: PeriodDesign) => Decided | Refusal,
): Decided {
  return within(state, organisation, (design) => {
    const found = design.periods.find(({ id }) => id === period);
    return found === undefined ? refuse('period-not-found', 'period', { period }) : decide(found);
  });
}
