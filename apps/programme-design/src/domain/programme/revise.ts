import type { Decision } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ProgrammeDesign, SafeguardingDesign } from '#contracts/shared/programme.js';
import { isSame } from '#contracts/shared/is-same.js';

import { within } from './decide.js';
import type { ProgrammeAbout, ProgrammeEvent } from './events.js';
import { firstRefusal, languagesAreEnglishWelshOrBoth, quorumIsSomebody, scaleRises } from './rules.js';
import type { ProgrammeState } from './state.js';

type Decided = Decision<ProgrammeEvent>;

/** What is as it was is not written down as a change. */
export function reviseProgramme(
  state: ProgrammeState,
  organisation: string,
  about: ProgrammeAbout,
  why: string | null,
): Decided {
  return within(state, organisation, (design) => {
    const refusal = languagesAreEnglishWelshOrBoth(about);
    if (refusal !== undefined) return refusal;
    if (isSame(aboutOf(design), about)) return [];
    return [{ type: 'ProgrammeRevised', schemaVersion: 1, data: { about, why } }];
  });
}

/** A meeting that has begun keeps the rules that it began with. */
export function reviseRules(
  state: ProgrammeState,
  organisation: string,
  rules: ProgrammeDesign['rules'],
  why: string | null,
): Decided {
  return within(state, organisation, (design) => {
    const refusal = firstRefusal(quorumIsSomebody(rules, 'quorumNumber'), scaleRises(rules, 'scale.max'));
    if (refusal !== undefined) return refusal;
    if (isSame(design.rules, rules)) return [];
    return [{ type: 'RulesRevised', schemaVersion: 1, data: { rules, why } }];
  });
}

export type Wording = Omit<ProgrammeDesign['consentWording'], 'version'>;

/** The next version. Who answered the one before is held to that. */
export function reviseConsentWording(
  state: ProgrammeState,
  organisation: string,
  { audiences, named }: Wording,
  why: string | null,
): Decided {
  return within(state, organisation, ({ consentWording: { version, ...before } }) => {
    if (isSame(before, { audiences, named })) return [];
    const wording = { version: version + 1, audiences, named };
    return [{ type: 'ConsentWordingRevised', schemaVersion: 1, data: { wording, why } }];
  });
}

/** Collection that is open goes on while another person is named. */
export function nameSafeguarding(
  state: ProgrammeState,
  organisation: string,
  safeguarding: SafeguardingDesign,
  why: string | null,
): Decided {
  return within(state, organisation, (design) => {
    if (safeguarding.lead === safeguarding.deputy) return refuse('safeguarding-needs-two-people', 'deputy');
    if (design.safeguarding !== undefined && isSame(design.safeguarding, safeguarding)) return [];
    return [{ type: 'SafeguardingNamed', schemaVersion: 1, data: { safeguarding, why } }];
  });
}

export function aboutOf(design: ProgrammeDesign): ProgrammeAbout {
  const { name, purpose, runBy, languages, isPilot, prompt, promptForTheWorse, confidentiality } = design;
  return {
    ...{ name, purpose, runBy, languages, isPilot, prompt, confidentiality },
    ...(promptForTheWorse === undefined ? {} : { promptForTheWorse }),
  };
}
