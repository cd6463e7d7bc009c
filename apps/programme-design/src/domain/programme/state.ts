import { type Decider, never } from '#contracts/shared/decider.js';
import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import type { DomainDesign, LadderPanelDesign, PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';

import { changesSettings } from './changes-settings.js';
import type { PanelRulesRevised, ProgrammeEvent } from './events.js';

/** Undefined until it is created. */
export type ProgrammeState = ProgrammeDesign | undefined;

const withPeriodStatus = (
  design: ProgrammeDesign,
  period: string,
  status: PeriodDesign['status'],
): ProgrammeDesign => ({
  ...design,
  periods: design.periods.map((each) => (each.id === period ? { ...each, status } : each)),
});

const withExtraQuestion = (design: ProgrammeDesign, question: ExtraQuestionDesign): ProgrammeDesign => {
  const before = design.extraQuestions ?? [];
  return {
    ...design,
    extraQuestions: before.some(({ id }) => id === question.id)
      ? before.map((each) => (each.id === question.id ? question : each))
      : [...before, question],
  };
};

function withRules(panel: LadderPanelDesign, revised: PanelRulesRevised['data']): LadderPanelDesign {
  if (panel.id !== revised.panel) return panel;
  const { rules: _, ...kept } = panel;
  return Object.keys(revised.rules).length === 0 ? kept : { ...kept, rules: revised.rules };
}

/** An approval holds for the settings that it was given for, and for no others. */
function evolve(state: ProgrammeState, event: ProgrammeEvent): ProgrammeState {
  const next = changed(state, event);
  if (next?.approval === undefined || !changesSettings(event)) return next;
  const { approval: _, ...open } = next;
  return open;
}

function changed(state: ProgrammeState, event: ProgrammeEvent): ProgrammeState {
  if (event.type === 'ProgrammeCreated') return event.data.design;
  if (state === undefined) throw new Error(`${event.type} before ProgrammeCreated`);
  switch (event.type) {
    case 'DomainAdded':
      return { ...state, domains: [...state.domains, event.data.domain] };
    case 'DomainRevised': {
      const { domain, about } = event.data;
      const revised = ({ id, kind }: DomainDesign): DomainDesign => ({ id, kind, ...about });
      return { ...state, domains: state.domains.map((each) => (each.id === domain ? revised(each) : each)) };
    }
    case 'PeriodAdded':
      return { ...state, periods: [...state.periods, event.data.period] };
    case 'PeriodRevised': {
      const { period, about } = event.data;
      return { ...state, periods: state.periods.map((each) => (each.id === period ? { ...each, ...about } : each)) };
    }
    case 'PeriodOpened':
      return withPeriodStatus(state, event.data.period, 'open');
    case 'PeriodClosed':
    case 'PeriodResumed':
      return withPeriodStatus(state, event.data.period, 'in-panels');
    case 'PeriodCompleted':
      return withPeriodStatus(state, event.data.period, 'complete');
    case 'LadderRevised':
      return { ...state, levels: [...event.data.levels], panels: [...event.data.panels] };
    case 'ProgrammeRevised': {
      const { promptForTheWorse: _, ...kept } = state;
      return { ...kept, ...event.data.about };
    }
    case 'RulesRevised':
      return { ...state, rules: event.data.rules };
    case 'PanelRulesRevised':
      return { ...state, panels: state.panels.map((panel) => withRules(panel, event.data)) };
    case 'ConsentWordingRevised':
      return { ...state, consentWording: event.data.wording };
    case 'SafeguardingNamed':
      return { ...state, safeguarding: event.data.safeguarding };
    case 'CareRevised':
      return { ...state, care: event.data.care };
    case 'ConsentOverTimeRevised':
      return { ...state, consentOverTime: event.data.consentOverTime };
    case 'MediaRulesRevised':
      return { ...state, media: event.data.media };
    case 'GuidesRevised':
      return { ...state, guides: event.data.guides };
    case 'ExtraQuestionSet':
      return withExtraQuestion(state, event.data.question);
    case 'DataProtectionSettled':
      return { ...state, dataProtection: event.data.dataProtection };
    case 'RehearsalRemoved':
      return { ...state, rehearsal: 'over', periods: state.periods.map((each) => ({ ...each, status: 'complete' })) };
    case 'PackApproved': {
      const { version, by, at } = event.data;
      return { ...state, approval: { version, by, at } };
    }
    default:
      return never(event);
  }
}

export const programmeDecider: Decider<ProgrammeState, ProgrammeEvent> = { initialState: undefined, evolve };
