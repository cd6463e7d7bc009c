import type {
  DomainDesign,
  LadderPanelDesign,
  PeriodDesign,
  ProgrammeDesign,
  SafeguardingDesign,
} from '../shared/programme.js';

export const aPeriod = (given: Partial<PeriodDesign> = {}): PeriodDesign => ({
  id: '2026-Q1',
  name: { en: 'January to March 2026', cy: 'Ionawr i Fawrth 2026' },
  opens: '2026-01-05',
  closes: '2026-03-31',
  status: 'planned',
  ...given,
});

/** Seren leads, Dewi stands in. */
export const safeguarding: SafeguardingDesign = {
  lead: 'seren',
  deputy: 'dewi',
  hours: { en: 'Monday to Friday, 9 to 5', cy: 'Dydd Llun i ddydd Gwener, 9 tan 5' },
};

export const aDomain = (given: Partial<DomainDesign> = {}): DomainDesign => ({
  id: 'quality',
  kind: 'named',
  name: { en: 'Quality of life', cy: 'Ansawdd bywyd' },
  description: { en: '', cy: '' },
  ...given,
});

export const aPanel = (given: Partial<LadderPanelDesign> = {}): LadderPanelDesign => ({
  id: 'east',
  level: 1,
  name: { en: 'East panel', cy: 'Panel y Dwyrain' },
  area: [],
  defaultMethod: 'majority',
  passesUpTo: [],
  ...given,
});

export const aProgramme = (given: Partial<ProgrammeDesign> = {}): ProgrammeDesign => ({
  id: 'telling',
  organisation: 'pont-y-bore',
  runBy: { en: 'Bridge', cy: 'Pont' },
  name: { en: 'Telling the change', cy: 'Dweud y newid' },
  purpose: { en: 'To learn', cy: 'Dysgu' },
  languages: ['en', 'cy'],
  isPilot: false,
  timezone: 'Europe/London',
  prompt: { lookBack: 'P3M', question: { en: 'What changed?', cy: 'Beth newidiodd?' } },
  domains: [aDomain()],
  periods: [aPeriod()],
  levels: [
    { level: 1, name: { en: 'Service panels', cy: 'Paneli gwasanaeth' } },
    { level: 2, name: { en: 'National', cy: 'Cenedlaethol' } },
  ],
  panels: [aPanel()],
  rules: {
    quorum: 'more_than_half',
    scale: { min: 1, max: 10 },
    maxRounds: 3,
    minimumBallots: 5,
    tellersHidden: true,
    skippingAllowed: true,
  },
  consentWording: {
    version: 1,
    audiences: {
      panel: { en: 'The panels', cy: 'Y paneli' },
      organisation: { en: 'The organisation', cy: 'Y sefydliad' },
      partner: { en: 'Partners', cy: 'Partneriaid' },
      public: { en: 'Anyone', cy: 'Unrhyw un' },
    },
    named: { en: 'With my name', cy: 'Gyda fy enw' },
  },
  confidentiality: { en: 'It stays in the panel', cy: 'Mae’n aros yn y panel' },
  ...given,
});
