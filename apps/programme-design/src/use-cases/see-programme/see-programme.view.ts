import { seeFramework } from '#contracts/programme-design/addresses.js';
import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import type { DomainDesign, PeriodDesign, ProgrammeDesign, SafeguardingDesign } from '#contracts/shared/programme.js';
import { rulesInFull } from '#contracts/shared/selection-rules.js';
import { keepNoLonger } from '#contracts/story-submission/addresses.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { inOrderOf, writeDate, writeList } from '#web/written.js';

import {
  addDomainPage,
  nameNewLevelPage,
  placeNewPanelPage,
  addPeriodPage,
  askExtraPage,
  askNewExtraPage,
  nameSafeguardingPage,
  closePeriodPage,
  openPeriodPage,
  reviseCarePage,
  reviseDomainPage,
  reviseGuidesPage,
  revisePeriodPage,
  reviseConsentOverTimePage,
  reviseMediaPage,
  reviseConsentWordingPage,
  reviseProgrammePage,
  reviseRulesPage,
  seeApprovalPack,
  seeChanges,
  seeProgrammes,
} from '../../addresses.js';
import { guided } from '../../domain/programme/guides.js';
import { rulesInWords } from '../../choosing-rules/rules-in-words.js';
import type { OutcomeTold } from '../../outcome-told.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { careRows } from './care-rows.js';
import { consentOverTimeRows } from './consent-over-time-rows.js';
import type { Facilitator } from './facilitators.js';
import { levelView } from './ladder.view.js';
import { mediaRows } from './media-rows.js';
import { nextSteps } from './next-steps.js';

interface Link {
  readonly text: string;
  readonly href: string;
}

interface PeopleOfProgramme {
  readonly facilitators: readonly Facilitator[];
  readonly nameOf: (person: string) => string;
}

export function seeProgrammeView(
  document: ProgrammeDocument,
  people: PeopleOfProgramme,
  mayChange: boolean,
  done: OutcomeTold | undefined,
  words: Words,
) {
  const { language } = words;
  const { id, design } = document;
  const at = { language, programme: id };
  const link = (key: string, href: string): readonly Link[] => (mayChange ? [{ text: words(key), href }] : []);
  return {
    title: design.name[language],
    backLink: seeProgrammes.to({ language }),
    heading: design.name[language],
    pilot: design.isPilot ? words('pilot') : '',
    done:
      done === undefined
        ? undefined
        : macroParams({
            titleText: words(done === 'still-updating' ? 'done-important' : 'done-title'),
            text: words(`done-${done}`),
            ...(done === 'still-updating' ? {} : { type: 'success' }),
          }),
    next: { heading: words('next'), steps: nextSteps(document, mayChange, words) },
    about: macroParams({
      rows: [...aboutRows(design, words), row(words('facilitators'), facilitatorsNamed(people, design, words))],
    }),
    aboutHeading: words('about'),
    aboutLinks: link('revise-programme', reviseProgrammePage.to(at)),
    pack: link('see-pack', seeApprovalPack.to(at)),
    changes: { text: words('see-changes'), href: seeChanges.to(at) },
    framework: { text: words('see-framework'), href: seeFramework.to(at) },
    domains: {
      heading: words('domains'),
      empty: words('no-domains'),
      items: design.domains.map((domain) => domainView(document, domain, mayChange, words)),
      links: link('add-domain', addDomainPage.to(at)),
    },
    extra: {
      heading: words('extra'),
      explanation: words('extra-explanation'),
      empty: words('no-extra'),
      items: (design.extraQuestions ?? []).map((question) => extraView(id, question, mayChange, words)),
      links: link('add-extra', askNewExtraPage.to(at)),
    },
    periods: {
      heading: words('periods'),
      empty: words(mayChange ? 'no-periods' : 'no-periods-yet'),
      items: [...design.periods]
        .sort((a, b) => (a.opens < b.opens ? 1 : -1))
        .map((period) => periodView(id, period, mayChange, words)),
      links: link('add-period', addPeriodPage.to(at)),
    },
    ladder: {
      heading: words('ladder'),
      explanation: words('ladder-explanation'),
      empty: words(mayChange ? 'no-levels' : 'no-panels'),
      emptyLevel: words('no-panels-on-level'),
      levels: [...design.levels]
        .sort((a, b) => b.level - a.level)
        .map((level) => levelView(document, level, mayChange, words)),
      links: [
        ...(design.levels.length === 0 ? [] : link('add-panel', placeNewPanelPage.to(at))),
        ...link(design.levels.length === 0 ? 'next-add-level' : 'add-level', nameNewLevelPage.to(at)),
      ],
    },
    rules: {
      heading: words('rules'),
      rows: macroParams({ rows: ruleRows(design, words) }),
      links: link('revise-rules', reviseRulesPage.to(at)),
    },
    safeguarding: {
      heading: words('safeguarding'),
      empty: words('no-safeguarding'),
      rows:
        design.safeguarding === undefined
          ? null
          : macroParams({ rows: safeguardingRows(design.safeguarding, people.nameOf, words) }),
      links: link(
        design.safeguarding === undefined ? 'next-name-safeguarding' : 'change-safeguarding',
        nameSafeguardingPage.to(at),
      ),
    },
    care: {
      heading: words('care'),
      rows: macroParams({ rows: [...careRows(design, words), ...consentOverTimeRows(design, words)] }),
      links: [
        ...link('revise-care', reviseCarePage.to(at)),
        ...link('revise-consent-over-time', reviseConsentOverTimePage.to(at)),
        ...link('keep-no-longer', keepNoLonger.to(at)),
      ],
    },
    guides: {
      heading: words('guides'),
      rows: macroParams({
        rows: guided.map((whom) =>
          row(words(`guide-${whom}`), design.guides?.[whom]?.[language] ?? words('guide-none')),
        ),
      }),
      links: link('revise-guides', reviseGuidesPage.to(at)),
    },
    media: {
      heading: words('media'),
      rows: macroParams({ rows: mediaRows(design, words) }),
      links: link('revise-media', reviseMediaPage.to(at)),
    },
    consentHeading: words('consent'),
    consentVersion: words('consent-version', { version: design.consentWording.version }),
    consentLinks: link('revise-wording', reviseConsentWordingPage.to(at)),
    consent: macroParams({
      rows: (['panel', 'organisation', 'partner', 'public'] as const).map((audience) =>
        row(words(`audience-${audience}`), design.consentWording.audiences[audience][language]),
      ),
    }),
    confidentiality: { heading: words('confidentiality'), text: design.confidentiality[language] },
  };
}

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });

function aboutRows(design: ProgrammeDesign, words: Words) {
  const { language } = words;
  const { languages } = design;
  return [
    row(words('purpose'), design.purpose[language]),
    row(words('run-by'), design.runBy[language]),
    row(words('languages'), words(languages.length === 2 ? 'languages-both' : `languages-${languages[0] ?? 'en'}`)),
    row(words('question'), design.prompt.question[language]),
    ...(design.promptForTheWorse === undefined
      ? []
      : [row(words('question-for-the-worse'), design.promptForTheWorse[language])]),
  ];
}

function facilitatorsNamed({ facilitators, nameOf }: PeopleOfProgramme, { panels }: ProgrammeDesign, words: Words) {
  const { language } = words;
  const panelNamed = (id: string): string => panels.find((panel) => panel.id === id)?.name[language] ?? id;
  const names = facilitators.map(({ person, panels: of }) =>
    of.length === 0
      ? nameOf(person)
      : words('facilitator-of', { name: nameOf(person), panels: writeList(language, of.map(panelNamed)) }),
  );
  return names.length === 0 ? words('no-facilitators') : writeList(language, names.sort(inOrderOf(language)));
}

const safeguardingRows = (
  { lead, deputy, hours }: SafeguardingDesign,
  nameOf: (person: string) => string,
  words: Words,
) => [
  row(words('safeguarding-lead'), nameOf(lead)),
  row(words('safeguarding-deputy'), nameOf(deputy)),
  row(words('safeguarding-hours'), hours[words.language]),
];

const ruleRows = ({ rules }: ProgrammeDesign, { language }: Words) =>
  rulesInWords(rulesInFull(rules), language).map(({ name, value }) => row(name, value));

function extraView(programme: string, question: ExtraQuestionDesign, mayChange: boolean, words: Words) {
  const { language } = words;
  const { id, kind, version, isRequired, isRetired } = question;
  const wording = question.wording[language];
  const at = { language, programme, extra: id };
  return {
    wording,
    facts: [
      words(`extra-kind-${kind}`),
      words(isRetired ? 'extra-retired' : isRequired ? 'extra-required' : 'extra-optional'),
      words('extra-version', { version }),
    ],
    actions: mayChange ? [{ text: words('change-extra', { wording }), href: askExtraPage.to(at) }] : [],
  };
}

function domainView(
  { id, design }: ProgrammeDocument,
  { id: domain, name, kind, description, firstPeriod, lastPeriod }: DomainDesign,
  mayChange: boolean,
  words: Words,
) {
  const { language } = words;
  const asked = (key: string, period: string | undefined): readonly string[] => {
    const found = design.periods.find((each) => each.id === period);
    return found === undefined ? [] : [words(key, { name: found.name[language] })];
  };
  const change = {
    text: words('change-domain', { name: name[language] }),
    href: reviseDomainPage.to({ language, programme: id, domain }),
  };
  return {
    name: name[language],
    kind: words(`kind-${kind}`),
    description: description[language],
    facts: [...asked('domain-from', firstPeriod), ...asked('domain-until', lastPeriod)],
    actions: mayChange ? [change] : [],
  };
}

function periodView(programme: string, period: PeriodDesign, mayChange: boolean, words: Words) {
  const { language } = words;
  const at = { language, programme, period: period.id };
  const name = period.name[language];
  const isOpen = period.status === 'open';
  const action = isOpen
    ? { text: words('close-period', { name }), href: closePeriodPage.to(at) }
    : {
        text: words(period.status === 'planned' ? 'open-period' : 'open-period-again', { name }),
        href: openPeriodPage.to(at),
      };
  return {
    name,
    dates: words('dates', { opens: writeDate(language, period.opens), closes: writeDate(language, period.closes) }),
    status: words(`status-${period.status}`),
    tagColour: isOpen ? 'nhsuk-tag--green' : 'nhsuk-tag--grey',
    question:
      period.prompt === undefined ? '' : words('period-question', { question: period.prompt.question[language] }),
    changed: period.changedBecause?.[language] ?? '',
    actions: mayChange ? [action, { text: words('change-period', { name }), href: revisePeriodPage.to(at) }] : [],
  };
}
