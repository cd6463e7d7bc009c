import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { rulesOfPanel } from '#contracts/shared/selection-rules.js';
import type { Words } from '#web/words/words.js';
import { groundsInWords } from '../../programme-parts/grounds.js';
import { writeList } from '#web/written.js';

import { heading, list, text, type PackPart, type PackSection } from './pack-section.js';

const risks = ['recognised', 'wrong-reader', 'third-person', 'danger', 'ballots', 'too-long', 'breach'] as const;
const measures = ['asked', 'less', 'set', 'keys', 'rights'] as const;

/** A draft: what a person has to judge is left for a person to write. */
export function impactAssessment(design: ProgrammeDesign, words: Words): PackSection {
  const { language } = words;
  const { consentWording, dataProtection: settled, rules } = design;
  const basis = settled?.lawfulBasis ?? null;
  const condition = settled?.specialCondition ?? null;
  return {
    id: 'impact-assessment',
    heading: words('dpia'),
    parts: [
      text(words('dpia-draft')),
      heading(words('dpia-purpose')),
      text(design.purpose[language]),
      text(words('dpia-need')),
      heading(words('dpia-asked')),
      list(askedIn(design, words)),
      text(words(rules.tellersHidden ? 'dpia-tellers-hidden' : 'dpia-tellers-shown')),
      ...panelsOtherwise(design, words),
      heading(words('dpia-basis')),
      text(
        words('dpia-basis-is', {
          basis: basis === null ? words('to-decide') : groundsInWords[words.language](`basis-${basis}`),
        }),
      ),
      text(
        words('dpia-condition-is', {
          condition: condition === null ? words('to-decide') : groundsInWords[words.language](`condition-${condition}`),
        }),
      ),
      text(words('dpia-permission', { version: consentWording.version })),
      list(
        (['panel', 'organisation', 'partner', 'public'] as const).map(
          (each) => consentWording.audiences[each][language],
        ),
      ),
      heading(words('dpia-measures')),
      list(measures.map((each) => words(`measure-${each}`))),
      {
        kind: 'table',
        caption: words('risks'),
        head: [words('risk'), words('risk-met'), words('risk-left')],
        rows: risks.map((risk) => [words(`risk-${risk}`), words(`risk-${risk}-met`), words(`risk-${risk}-left`)]),
      },
      heading(words('dpia-by-hand')),
      list(['consulted', 'proportionate', 'residual', 'advice'].map((each) => words(`by-hand-${each}`))),
    ],
  };
}

/** Panels that have a rule of their own on who told a story. */
function panelsOtherwise(design: ProgrammeDesign, words: Words): readonly PackPart[] {
  const { language } = words;
  const { tellersHidden } = design.rules;
  const names = design.panels
    .filter((panel) => rulesOfPanel(design, panel).tellersHidden !== tellersHidden)
    .map(({ name }) => name[language]);
  if (names.length === 0) return [];
  const panels = writeList(language, names);
  return [text(words(tellersHidden ? 'dpia-tellers-shown-to' : 'dpia-tellers-hidden-from', { panels }))];
}

/** Every question that a teller meets, as it is worded now. */
export function askedIn(design: ProgrammeDesign, words: Words): readonly string[] {
  const { language } = words;
  const { prompt, promptForTheWorse, extraQuestions = [] } = design;
  return [
    prompt.question[language],
    ...(promptForTheWorse === undefined ? [] : [promptForTheWorse[language]]),
    ...extraQuestions.filter(({ isRetired }) => !isRetired).map(({ wording }) => wording[language]),
    words('asked-name'),
  ];
}
