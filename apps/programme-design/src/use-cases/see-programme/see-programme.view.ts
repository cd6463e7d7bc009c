import type { PeriodDesign } from '#contracts/shared/programme.js';
import { writeDate } from '#web/written.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { closePeriodPage, openPeriodPage, seeProgrammes } from '../../addresses.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';

export function seeProgrammeView({ id, design }: ProgrammeDocument, mayChange: boolean, words: Words) {
  const { language } = words;
  return {
    title: design.name[language],
    backLink: seeProgrammes.to({ language }),
    heading: design.name[language],
    purposeHeading: words('purpose'),
    purpose: design.purpose[language],
    runBy: words('run-by', { name: design.runBy[language] }),
    question: { heading: words('question'), text: design.prompt.question[language] },
    domainsHeading: words('domains'),
    domains: design.domains.map((domain) => ({
      name: domain.name[language],
      kind: words(`kind-${domain.kind}`),
      description: domain.description[language],
    })),
    periodsHeading: words('periods'),
    noPeriods: words('no-periods'),
    periods: design.periods.map((period) => periodView(id, period, mayChange, words)),
    ladderHeading: words('ladder'),
    noPanels: words('no-panels'),
    levels: [...design.levels]
      .sort((a, b) => b.level - a.level)
      .map(({ level, name }) => ({
        heading: words('level', { level, name: name[language] }),
        panels: design.panels
          .filter((panel) => panel.level === level)
          .map((panel) => ({
            name: panel.name[language],
            method: words(`method-${panel.defaultMethod}`),
            passesUp:
              panel.passesUpTo.length === 0
                ? ''
                : words('passes-up', {
                    panels: panel.passesUpTo
                      .map((above) => design.panels.find((each) => each.id === above)?.name[language] ?? above)
                      .join(', '),
                  }),
          })),
      })),
    consentHeading: words('consent'),
    consent: macroParams({
      rows: (['panel', 'organisation', 'partner', 'public'] as const).map((audience) => ({
        key: { text: words(`audience-${audience}`) },
        value: { text: design.consentWording.audiences[audience][language] },
      })),
    }),
    confidentiality: { heading: words('confidentiality'), text: design.confidentiality[language] },
  };
}

function periodView(programme: string, period: PeriodDesign, mayChange: boolean, words: Words) {
  const { language } = words;
  const at = { language, programme, period: period.id };
  const isOpen = period.status === 'open';
  return {
    name: period.name[language],
    dates: words('dates', { opens: writeDate(language, period.opens), closes: writeDate(language, period.closes) }),
    status: words(`status-${period.status}`),
    tagColour: isOpen ? 'nhsuk-tag--green' : 'nhsuk-tag--grey',
    actionHref: mayChange ? (isOpen ? closePeriodPage.to(at) : openPeriodPage.to(at)) : '',
    action: words(isOpen ? 'close-period' : 'open-period', { name: period.name[language] }),
  };
}
