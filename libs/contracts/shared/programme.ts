import { Type, type Static } from '@sinclair/typebox';

import { ConsentOverTime } from './consent-over-time.js';
import { ExtraQuestion } from './extra-questions.js';
import { Bilingual, CalendarDate, Id, Method, Timestamp } from './shapes.js';

export const DomainOfChange = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('named'), Type.Literal('open'), Type.Literal('negative')]),
  name: Bilingual,
  description: Bilingual,
  /** The period from which it is asked about, and the last one in which it is; left out: from the first, and with no end. */
  firstPeriod: Type.Optional(Id),
  lastPeriod: Type.Optional(Id),
});

export const Prompt = Type.Object({
  /** ISO 8601 duration: `P3M`. */
  lookBack: Type.String(),
  question: Bilingual,
});

export const Period = Type.Object({
  id: Id,
  name: Bilingual,
  opens: CalendarDate,
  closes: CalendarDate,
  panelsFrom: Type.Optional(CalendarDate),
  panelsTo: Type.Optional(CalendarDate),
  /** `planned` until opened; `in-panels`: closed for telling, panels sit; `complete`: every item seen to. */
  status: Type.Union([
    Type.Literal('planned'),
    Type.Literal('open'),
    Type.Literal('closed'),
    Type.Literal('in-panels'),
    Type.Literal('complete'),
  ]),
  prompt: Type.Optional(Prompt),
  changedBecause: Type.Optional(Bilingual),
});

export const SelectionRules = Type.Object({
  quorum: Type.Union([Type.Literal('more_than_half'), Type.Literal('all'), Type.Integer({ minimum: 1 })]),
  scale: Type.Object({ min: Type.Number(), max: Type.Number() }),
  maxRounds: Type.Integer({ minimum: 1 }),
  minimumBallots: Type.Integer({ minimum: 1 }),
  tellersHidden: Type.Boolean(),
  skippingAllowed: Type.Boolean(),
  /** A member who chooses says why; never for a score, nor in secret. Left out: why is asked, and may be left empty. */
  choicesNeedReasons: Type.Optional(Type.Boolean()),
  /** Whoever has a conflict with a story may talk about it. Left out: they may. */
  tooCloseMayTalk: Type.Optional(Type.Boolean()),
});

export const LadderPanel = Type.Object({
  id: Id,
  level: Type.Integer({ minimum: 1 }),
  name: Bilingual,
  area: Type.Array(Type.String()),
  defaultMethod: Method,
  passesUpTo: Type.Array(Id),
  /** Another panel of the same level that reads the same stories, compared afterwards. */
  parallelTo: Type.Optional(Id),
  /** Where it departs from its programme. What is left out follows the programme. */
  rules: Type.Optional(Type.Partial(SelectionRules)),
});

export const LadderLevel = Type.Object({ level: Type.Integer({ minimum: 1 }), name: Bilingual });

/** What the teller is shown and asked; each change is a new version. */
export const ConsentWording = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  audiences: Type.Object({ panel: Bilingual, organisation: Bilingual, partner: Bilingual, public: Bilingual }),
  named: Bilingual,
});

/** Who is told of concerns, and when. Ids of people; the hours are shown to everybody. */
export const Safeguarding = Type.Object({ lead: Id, deputy: Id, hours: Bilingual });

/** How stories are looked after between telling and the end. Without it: nothing waits, nothing is suggested, nothing goes. */
export const Care = Type.Object({
  /** Days in which a teller can change or take back a story before a panel may receive it. */
  waitingDays: Type.Integer({ minimum: 0, maximum: 90 }),
  /** Shown to whoever reads first where a story holds one; an ending `*` stands for any ending. They only suggest. */
  words: Type.Object({ en: Type.Array(Type.String()), cy: Type.Array(Type.String()) }),
  /** Months after its period closed; null: until somebody asks. */
  keepMonths: Type.Union([Type.Integer({ minimum: 1, maximum: 600 }), Type.Null()]),
});

/** For one step of the ladder: who decides what is done with personal data, and who acts for them. Names of organisations. */
const DataProtectionStep = Type.Object({
  /** `collecting`, `reporting`, or the number of a level. */
  step: Type.String({ pattern: '^(collecting|reporting|[1-9][0-9]{0,5})$' }),
  /** Empty: still to decide. */
  controller: Type.String(),
  /** Empty: nobody acts for them. */
  processor: Type.String(),
});

/** What is settled of data protection; null or empty: still to decide. */
const DataProtection = Type.Object({
  /** Article 6. */
  lawfulBasis: Type.Union([
    Type.Literal('consent'),
    Type.Literal('public-task'),
    Type.Literal('legitimate-interests'),
    Type.Literal('legal-obligation'),
    Type.Literal('contract'),
    Type.Null(),
  ]),
  /** Article 9: stories tell of health, belief and more whether or not they are asked to. */
  specialCondition: Type.Union([
    Type.Literal('explicit-consent'),
    Type.Literal('health-or-social-care'),
    Type.Literal('public-health'),
    Type.Literal('substantial-public-interest'),
    Type.Literal('research-or-statistics'),
    Type.Null(),
  ]),
  /** Where questions are answered: a role or an office, never a person’s own address. */
  contact: Type.String(),
  steps: Type.Array(DataProtectionStep),
  /** A period opens only while the approval pack is approved as it stands. */
  opensOnlyApproved: Type.Boolean(),
});

/** Gone as soon as a setting changes. */
const PackApproval = Type.Object({
  /** Of the programme, as it was read. */
  version: Type.Integer({ minimum: 1 }),
  by: Id,
  at: Timestamp,
});

/** Megabytes of the largest; null: none of that kind. */
const Largest = Type.Union([Type.Integer({ minimum: 1, maximum: 95 }), Type.Null()]);

/** What may be told with a story beside its words. Without it: nothing. */
export const MediaRules = Type.Object({
  /** With one story. */
  most: Type.Integer({ minimum: 1, maximum: 20 }),
  largest: Type.Object({ picture: Largest, audio: Largest, video: Largest, pdf: Largest }),
});

/** What a programme says to those who take part, where they do: in both languages, or left out. */
const Guides = Type.Object({
  tellers: Type.Optional(Bilingual),
  collectors: Type.Optional(Bilingual),
  members: Type.Optional(Bilingual),
  facilitators: Type.Optional(Bilingual),
});

/** A programme as it is designed now: what every other service needs to know of it. Nothing personal. */
export const Programme = Type.Object({
  id: Id,
  organisation: Id,
  runBy: Bilingual,
  name: Bilingual,
  purpose: Bilingual,
  languages: Type.Array(Type.Union([Type.Literal('en'), Type.Literal('cy')])),
  isPilot: Type.Boolean(),
  timezone: Type.String(),
  prompt: Prompt,
  promptForTheWorse: Type.Optional(Bilingual),
  domains: Type.Array(DomainOfChange),
  periods: Type.Array(Period),
  levels: Type.Array(LadderLevel),
  panels: Type.Array(LadderPanel),
  rules: SelectionRules,
  consentWording: ConsentWording,
  confidentiality: Bilingual,
  /** Named before a period is opened. */
  safeguarding: Type.Optional(Safeguarding),
  care: Type.Optional(Care),
  media: Type.Optional(MediaRules),
  consentOverTime: Type.Optional(ConsentOverTime),
  guides: Type.Optional(Guides),
  /** Asked beside the story, in this order; those no longer asked stay. */
  extraQuestions: Type.Optional(Type.Array(ExtraQuestion)),
  dataProtection: Type.Optional(DataProtection),
  approval: Type.Optional(PackApproval),
  /** On invented data, for practice. `over`: removed, and forgotten by whoever hears it. */
  rehearsal: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('over')])),
});

export type ProgrammeDesign = Static<typeof Programme>;
export type SafeguardingDesign = Static<typeof Safeguarding>;
export type DataProtectionDesign = Static<typeof DataProtection>;
export type CareDesign = Static<typeof Care>;
export type MediaDesign = Static<typeof MediaRules>;
export type GuidesDesign = Static<typeof Guides>;
export type MediumKind = keyof MediaDesign['largest'];
export type PeriodDesign = Static<typeof Period>;
export type DomainDesign = Static<typeof DomainOfChange>;
export type LadderPanelDesign = Static<typeof LadderPanel>;
