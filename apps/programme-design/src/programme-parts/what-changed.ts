import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { rulesInFull, type PanelRules } from '#contracts/shared/selection-rules.js';
import type { Language } from '#web/language.js';
import { loadWords, type Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { rulesInWords } from '../choosing-rules/rules-in-words.js';
import { guided } from '../domain/programme/guides.js';
import type { DomainRevised, ProgrammeEvent } from '../domain/programme/events.js';

const allWords = loadWords(import.meta.url, 'what-changed');

const mediaKinds = ['picture', 'audio', 'video', 'pdf'] as const;

interface Said {
  readonly what: string;
  /** What stands there since, in full. */
  readonly lines: readonly string[];
}

const linesOf = (rules: PanelRules, words: Words): readonly string[] =>
  rulesInWords(rules, words.language).map((rule) => words('rule', { ...rule }));

/** A change to a programme. */
export function whatChanged(event: ProgrammeEvent, { periods, panels }: ProgrammeDesign, language: Language): Said {
  const words = allWords[language];
  const nameIn = (all: readonly Pick<PeriodDesign, 'id' | 'name'>[], id: string): string =>
    all.find((each) => each.id === id)?.name[language] ?? id;
  const periodsSaid = ({ firstPeriod, lastPeriod }: DomainRevised['data']['about']): readonly string[] => [
    ...(firstPeriod === undefined ? [] : [words('asked-from', { name: nameIn(periods, firstPeriod) })]),
    ...(lastPeriod === undefined ? [] : [words('asked-until', { name: nameIn(periods, lastPeriod) })]),
  ];
  const what = (values = {}): string => words(event.type, values);
  switch (event.type) {
    case 'ProgrammeCreated':
    case 'LadderRevised':
    case 'RehearsalRemoved':
      return { what: what(), lines: [] };
    case 'DomainAdded':
      return {
        what: what({ name: event.data.domain.name[language] }),
        lines: [event.data.domain.description[language], ...periodsSaid(event.data.domain)],
      };
    case 'DomainRevised': {
      const { about } = event.data;
      return {
        what: what({ name: about.name[language] }),
        lines: [about.description[language], ...periodsSaid(about)],
      };
    }
    case 'PeriodRevised': {
      const { name, opens, closes, prompt } = event.data.about;
      const dates = words('dates', { opens: writeDate(language, opens), closes: writeDate(language, closes) });
      return {
        what: what({ name: name[language] }),
        lines: [dates, ...(prompt === undefined ? [] : [prompt.question[language]])],
      };
    }
    case 'PeriodAdded':
      return { what: what({ name: event.data.period.name[language] }), lines: [] };
    case 'PeriodOpened':
    case 'PeriodClosed':
    case 'PeriodCompleted':
    case 'PeriodResumed':
      return { what: what({ name: nameIn(periods, event.data.period) }), lines: [] };
    case 'ProgrammeRevised': {
      const { name, purpose, runBy, prompt, promptForTheWorse, confidentiality } = event.data.about;
      const texts = [name, purpose, runBy, prompt.question, promptForTheWorse, confidentiality];
      return { what: what(), lines: texts.flatMap((text) => text?.[language] ?? []) };
    }
    case 'RulesRevised':
      return { what: what(), lines: linesOf(rulesInFull(event.data.rules), words) };
    case 'PanelRulesRevised': {
      const { panel, rules } = event.data;
      const lines = linesOf(rules, words);
      return {
        what: what({ name: nameIn(panels, panel) }),
        lines: lines.length === 0 ? [words('follows-programme')] : lines,
      };
    }
    case 'SafeguardingNamed':
      // Who it is stands on the programme’s page, where names are opened; here only that it was changed.
      return { what: what(), lines: [event.data.safeguarding.hours[language]] };
    case 'ExtraQuestionSet': {
      const { version, wording, options, isRetired } = event.data.question;
      const lines = [wording[language], ...options.map(({ name }) => name[language])];
      return { what: what({ version }), lines: isRetired ? [...lines, words('extra-retired')] : lines };
    }
    case 'GuidesRevised': {
      const { guides } = event.data;
      return { what: what(), lines: guided.flatMap((whom) => guides[whom]?.[language] ?? []) };
    }
    case 'MediaRulesRevised': {
      const { most, largest } = event.data.media;
      const taken = mediaKinds
        .filter((kind) => largest[kind] !== null)
        .map((kind) => words(`media-${kind}`, { n: largest[kind] ?? 0 }));
      return {
        what: what(),
        lines: taken.length === 0 ? [words('media-none')] : [words('media-most', { n: most }), ...taken],
      };
    }
    case 'ConsentOverTimeRevised': {
      const { youngestAge, putOffMonths, renewMonths } = event.data.consentOverTime;
      return {
        what: what(),
        lines: [
          youngestAge === null ? words('no-youngest-age') : words('youngest-age', { age: youngestAge }),
          words('put-off', { n: putOffMonths }),
          ...(renewMonths === null ? [] : [words('renewed', { n: renewMonths })]),
        ],
      };
    }
    case 'CareRevised': {
      const { waitingDays, keepMonths } = event.data.care;
      const kept = keepMonths === null ? words('kept-until-asked') : words('kept-months', { n: keepMonths });
      return { what: what(), lines: [words('waiting-days', { n: waitingDays }), kept] };
    }
    case 'DataProtectionSettled': {
      const { steps, contact } = event.data.dataProtection;
      return {
        what: what(),
        lines: [...steps.map(({ controller }) => controller), contact].filter((line) => line !== ''),
      };
    }
    case 'PackApproved':
      return { what: what({ version: String(event.data.version) }), lines: [event.data.capacity] };
    case 'ConsentWordingRevised': {
      const { version, audiences, named } = event.data.wording;
      const { panel, organisation, partner, public: everyone } = audiences;
      return {
        what: what({ version }),
        lines: [panel, organisation, partner, everyone, named].map((text) => text[language]),
      };
    }
  }
}
