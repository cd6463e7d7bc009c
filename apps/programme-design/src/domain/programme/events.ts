import type { ConsentOverTimeDesign } from '#contracts/shared/consent-over-time.js';
import type { DomainEvent } from '#contracts/shared/decider.js';
import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import type {
  CareDesign,
  DataProtectionDesign,
  DomainDesign,
  GuidesDesign,
  LadderPanelDesign,
  MediaDesign,
  PeriodDesign,
  ProgrammeDesign,
  SafeguardingDesign,
} from '#contracts/shared/programme.js';
import type { PanelRules } from '#contracts/shared/selection-rules.js';

type LadderLevelDesign = ProgrammeDesign['levels'][number];

export type ProgrammeCreated = DomainEvent<'ProgrammeCreated', { readonly design: ProgrammeDesign }>;
export type DomainAdded = DomainEvent<'DomainAdded', { readonly domain: DomainDesign; readonly why: string | null }>;
/** As it is asked about from now on; without a first or last period, from the first one on or with no end. Its kind stays. */
export type DomainRevised = DomainEvent<
  'DomainRevised',
  {
    readonly domain: string;
    readonly about: Omit<DomainDesign, 'id' | 'kind'>;
    readonly why: string | null;
  }
>;
export type PeriodAdded = DomainEvent<'PeriodAdded', { readonly period: PeriodDesign; readonly why: string | null }>;
/** Without a prompt, what is asked in it stays. */
export type PeriodRevised = DomainEvent<
  'PeriodRevised',
  {
    readonly period: string;
    readonly about: Pick<PeriodDesign, 'name' | 'opens' | 'closes' | 'prompt'>;
    readonly why: string | null;
  }
>;
export type PeriodOpened = DomainEvent<'PeriodOpened', { readonly period: string; readonly why: string | null }>;
export type PeriodClosed = DomainEvent<'PeriodClosed', { readonly period: string; readonly why: string | null }>;
/** All that panels considered in it was told back. */
export type PeriodCompleted = DomainEvent<'PeriodCompleted', { readonly period: string; readonly why: null }>;
/** A further meeting of it opened, or somebody is to be told again. */
export type PeriodResumed = DomainEvent<'PeriodResumed', { readonly period: string; readonly why: null }>;
export type LadderRevised = DomainEvent<
  'LadderRevised',
  {
    readonly levels: readonly LadderLevelDesign[];
    readonly panels: readonly LadderPanelDesign[];
    readonly why: string | null;
  }
>;

/** What a programme says of itself; a prompt for the worse that is left out is asked no longer. */
export type ProgrammeAbout = Pick<
  ProgrammeDesign,
  'name' | 'purpose' | 'runBy' | 'languages' | 'isPilot' | 'prompt' | 'promptForTheWorse' | 'confidentiality'
>;
export type ProgrammeRevised = DomainEvent<
  'ProgrammeRevised',
  { readonly about: ProgrammeAbout; readonly why: string | null }
>;
export type RulesRevised = DomainEvent<
  'RulesRevised',
  { readonly rules: ProgrammeDesign['rules']; readonly why: string | null }
>;
/** All the rules in which a panel departs from its programme, from now on; none: it follows it in everything. */
export type PanelRulesRevised = DomainEvent<
  'PanelRulesRevised',
  { readonly panel: string; readonly rules: PanelRules; readonly why: string | null }
>;
export type ConsentWordingRevised = DomainEvent<
  'ConsentWordingRevised',
  { readonly wording: ProgrammeDesign['consentWording']; readonly why: string | null }
>;
export type SafeguardingNamed = DomainEvent<
  'SafeguardingNamed',
  { readonly safeguarding: SafeguardingDesign; readonly why: string | null }
>;
export type CareRevised = DomainEvent<'CareRevised', { readonly care: CareDesign; readonly why: string | null }>;
export type MediaRulesRevised = DomainEvent<
  'MediaRulesRevised',
  { readonly media: MediaDesign; readonly why: string | null }
>;
/** All of them; what is left out is said no longer. */
export type GuidesRevised = DomainEvent<
  'GuidesRevised',
  { readonly guides: GuidesDesign; readonly why: string | null }
>;
export type ConsentOverTimeRevised = DomainEvent<
  'ConsentOverTimeRevised',
  { readonly consentOverTime: ConsentOverTimeDesign; readonly why: string | null }
>;
/** Asked from now on, changed to its next version, or asked no longer. */
export type ExtraQuestionSet = DomainEvent<
  'ExtraQuestionSet',
  { readonly question: ExtraQuestionDesign; readonly why: string | null }
>;

export type DataProtectionSettled = DomainEvent<
  'DataProtectionSettled',
  { readonly dataProtection: DataProtectionDesign; readonly why: string | null }
>;
/** By the actor of the event, for their organisation. */
export type PackApproved = DomainEvent<
  'PackApproved',
  {
    /** Of the programme, as it was read. */
    readonly version: number;
    readonly by: string;
    readonly at: string;
    /** What entitles them to: an office, not a name. */
    readonly capacity: string;
    /** How much was still to decide when they approved. */
    readonly undecided: number;
    readonly why: string | null;
  }
>;

/** Only what was made for a rehearsal is ever removed. */
export type RehearsalRemoved = DomainEvent<'RehearsalRemoved', { readonly why: string | null }>;

export type ProgrammeEvent =
  | ProgrammeCreated
  | DomainAdded
  | DomainRevised
  | PeriodAdded
  | PeriodRevised
  | PeriodOpened
  | PeriodClosed
  | PeriodCompleted
  | PeriodResumed
  | LadderRevised
  | ProgrammeRevised
  | RulesRevised
  | PanelRulesRevised
  | ConsentWordingRevised
  | SafeguardingNamed
  | CareRevised
  | ConsentOverTimeRevised
  | MediaRulesRevised
  | GuidesRevised
  | ExtraQuestionSet
  | DataProtectionSettled
  | PackApproved
  | RehearsalRemoved;

export const programmeEventTypes = {
  ProgrammeCreated: { version: 1 },
  DomainAdded: { version: 1 },
  DomainRevised: { version: 1 },
  PeriodAdded: { version: 1 },
  PeriodRevised: { version: 1 },
  PeriodOpened: { version: 1 },
  PeriodClosed: { version: 1 },
  PeriodCompleted: { version: 1 },
  PeriodResumed: { version: 1 },
  LadderRevised: { version: 1 },
  ProgrammeRevised: { version: 1 },
  RulesRevised: { version: 1 },
  PanelRulesRevised: { version: 1 },
  ConsentWordingRevised: { version: 1 },
  SafeguardingNamed: { version: 1 },
  CareRevised: { version: 1 },
  ConsentOverTimeRevised: { version: 1 },
  MediaRulesRevised: { version: 1 },
  GuidesRevised: { version: 1 },
  ExtraQuestionSet: { version: 1 },
  DataProtectionSettled: { version: 1 },
  PackApproved: { version: 1 },
  RehearsalRemoved: { version: 1 },
} as const satisfies Record<ProgrammeEvent['type'], { version: number }>;

export const isProgrammeEvent = (event: DomainEvent): event is ProgrammeEvent => event.type in programmeEventTypes;
