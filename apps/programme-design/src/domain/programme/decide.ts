import type { Decision } from '#contracts/shared/decider.js';
import type { DomainDesign, PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { ProgrammeEvent } from './events.js';
import { idFor } from './id-for.js';
import {
  firstRefusal,
  idIsNew,
  idsAreDistinct,
  ladderHolds,
  languagesAreEnglishWelshOrBoth,
  nameIsNew,
  packIsApproved,
  periodEndsAfterItBegins,
  periodsOfADomainHold,
  safeguardingIsNamed,
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
    ...design.periods.map(({ status }, at) =>
      status === 'open' ? safeguardingIsNamed(design, `periods.${String(at)}.status`) : undefined,
    ),
    scaleRises(design.rules, 'rules.scale'),
    ladderHolds(design.levels, design.panels),
  );
  return refusal ?? [{ type: 'ProgrammeCreated', schemaVersion: 1, data: { design } }];
}

/** Without an id, one is made from the English name: imports and addresses name a domain by it. */
export type NewDomain = Omit<DomainDesign, 'id'> & { readonly id?: string };

export function addDomain(state: ProgrammeState, organisation: string, given: NewDomain, why: string | null): Decided {
  return within(state, organisation, ({ domains, periods }) => {
    const { id = idFor(given.name.en, domains), ...asked } = given;
    const refusal = firstRefusal(
      idIsNew(domains, id),
      nameIsNew(domains, given.name),
      periodsOfADomainHold(periods, given),
    );
    return refusal ?? [{ type: 'DomainAdded', schemaVersion: 1, data: { domain: { id, ...asked }, why } }];
  });
}

/** A period is planned until it is opened. */
export type NewPeriod = Pick<PeriodDesign, 'name' | 'opens' | 'closes' | 'prompt'> & { readonly id?: string };

export function addPeriod(state: ProgrammeState, organisation: string, given: NewPeriod, why: string | null): Decided {
  return within(state, organisation, ({ periods }) => {
    const { id = idFor(given.name.en, periods), name, opens, closes, prompt } = given;
    const period: PeriodDesign = {
      id,
      name,
      opens,
      closes,
      status: 'planned',
      ...(prompt === undefined ? {} : { prompt }),
    };
    const refusal = firstRefusal(
      idIsNew(periods, id),
      nameIsNew(periods, name),
      periodEndsAfterItBegins(period, 'closes'),
    );
    return refusal ?? [{ type: 'PeriodAdded', schemaVersion: 1, data: { period, why } }];
  });
}

/** Opens a planned period, or opens one again that was closed: then with a reason. */
export function openPeriod(state: ProgrammeState, organisation: string, period: string, why: string | null): Decided {
  return withPeriod(state, organisation, period, ({ status }, design) => {
    if (status === 'open') return [];
    const refusal = firstRefusal(safeguardingIsNamed(design), packIsApproved(design));
    if (refusal !== undefined) return refusal;
    if (status !== 'planned' && (why ?? '').trim() === '') return refuse('reopening-needs-a-reason', 'why');
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

/** One that takes in stories goes on whatever was told back; it is settled when it closes. */
export function settlePeriod(
  state: ProgrammeState,
  organisation: string,
  period: string,
  isComplete: boolean,
): Decided {
  return withPeriod(state, organisation, period, ({ status }) => {
    const data = { period, why: null };
    if (isComplete) {
      const isOver = status === 'closed' || status === 'in-panels';
      return isOver ? [{ type: 'PeriodCompleted', schemaVersion: 1, data }] : [];
    }
    return status === 'complete' ? [{ type: 'PeriodResumed', schemaVersion: 1, data }] : [];
  });
}

/** A programme of another organisation is, to whoever asks, not there. */
export function within(
  state: ProgrammeState,
  organisation: string,
  decide: (design: ProgrammeDesign) => Decided,
): Decided {
  return state?.organisation === organisation ? decide(state) : refuse('programme-not-found', 'programme');
}

function withPeriod(
  state: ProgrammeState,
  organisation: string,
  period: string,
  decide: (period: PeriodDesign, design: ProgrammeDesign) => Decided | Refusal,
): Decided {
  return within(state, organisation, (design) => {
    const found = design.periods.find(({ id }) => id === period);
    return found === undefined ? refuse('period-not-found', 'period', { period }) : decide(found, design);
  });
}
