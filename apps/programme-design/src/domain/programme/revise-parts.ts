import type { Decision } from '#contracts/shared/decider.js';
import { isSame } from '#contracts/shared/is-same.js';
import { refuse } from '#contracts/shared/refusal.js';

import { within } from './decide.js';
import type { DomainRevised, PeriodRevised, ProgrammeEvent } from './events.js';
import { firstRefusal, nameIsNew, periodEndsAfterItBegins, periodsOfADomainHold } from './rules.js';
import type { ProgrammeState } from './state.js';

type Decided = Decision<ProgrammeEvent>;

/** Stories stay where they are: what is changed holds for those that are told from then on. */
export function reviseDomain(
  state: ProgrammeState,
  organisation: string,
  domain: string,
  about: DomainRevised['data']['about'],
  why: string | null,
): Decided {
  return within(state, organisation, ({ domains, periods }) => {
    const found = domains.find(({ id }) => id === domain);
    if (found === undefined) return refuse('domain-not-found', 'domain');
    const others = domains.filter(({ id }) => id !== domain);
    const refusal = firstRefusal(nameIsNew(others, about.name), periodsOfADomainHold(periods, about));
    if (refusal !== undefined) return refusal;
    if (isSame(found, { id: found.id, kind: found.kind, ...about })) return [];
    return [{ type: 'DomainRevised', schemaVersion: 1, data: { domain, about, why } }];
  });
}

/** Also of a period that is open, or over: a day is put off, a name was misspelt. A prompt that is left out stays as it is. */
export function revisePeriod(
  state: ProgrammeState,
  organisation: string,
  period: string,
  given: PeriodRevised['data']['about'],
  why: string | null,
): Decided {
  return within(state, organisation, ({ periods }) => {
    const found = periods.find(({ id }) => id === period);
    if (found === undefined) return refuse('period-not-found', 'period', { period });
    const { name, opens, closes, prompt } = given;
    const others = periods.filter(({ id }) => id !== period);
    const refusal = firstRefusal(
      nameIsNew(others, name),
      periodEndsAfterItBegins({ ...found, opens, closes }, 'closes'),
    );
    if (refusal !== undefined) return refusal;
    const asksAnew = prompt !== undefined && !isSame(found.prompt, prompt);
    const about = { name, opens, closes, ...(asksAnew ? { prompt } : {}) };
    if (isSame(found, { ...found, ...about })) return [];
    return [{ type: 'PeriodRevised', schemaVersion: 1, data: { period, about, why } }];
  });
}
