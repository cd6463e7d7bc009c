import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

import { heading, list, text, type PackPart, type PackSection } from './pack-section.js';
import { keptFor } from './retention.js';
import { stepsSaid, type StepSaid } from './steps-said.js';

const clauses = ['purpose', 'what', 'limits', 'withdrawal', 'rights', 'breach', 'small', 'end'] as const;
const ofProcessors = ['instructions', 'confidence', 'security', 'others', 'help', 'return', 'shown'] as const;

/** A draft for each pair of organisations that hand stories to one another, and for each that acts for another. */
export function agreements(design: ProgrammeDesign, words: Words): PackSection {
  const steps = stepsSaid(design, words);
  const shared = steps.slice(1).flatMap((to, at) => sharing(steps[at], to, design, words));
  const acting = distinctActing(steps).flatMap(({ controller, processor }) => [
    heading(words('acting', { controller, processor })),
    list(ofProcessors.map((each) => words(`acting-${each}`))),
  ]);
  const drafts = [...shared, ...acting];
  return {
    id: 'agreements',
    heading: words('agreements'),
    parts: drafts.length === 0 ? [text(words('agreements-none'))] : [text(words('agreements-draft')), ...drafts],
  };
}

function sharing(from: StepSaid | undefined, to: StepSaid, design: ProgrammeDesign, words: Words): readonly PackPart[] {
  if (from === undefined || from.controller === '' || to.controller === '') return [];
  if (from.controller === to.controller) return [];
  const values = {
    ...{ from: from.controller, to: to.controller, step: to.name },
    ...{ purpose: design.purpose[words.language], kept: keptFor(design, words) },
  };
  return [heading(words('sharing', values)), list(clauses.map((each) => words(`sharing-${each}`, values)))];
}

const distinctActing = (steps: readonly StepSaid[]): readonly StepSaid[] =>
  steps.filter(
    ({ controller, processor }, at) =>
      controller !== '' &&
      processor !== '' &&
      steps.findIndex((other) => other.controller === controller && other.processor === processor) === at,
  );
