import type { ProgrammeDesign } from '#contracts/shared/programme.js';

import { stepsOfLadder } from './steps-of-ladder.js';

/** What the approval pack cannot say, because nobody has settled it. */
export type Undecided =
  | { readonly what: 'lawful-basis' | 'special-condition' | 'contact' | 'safeguarding' | 'keeping' | 'panels' }
  | { readonly what: 'controller'; readonly step: string };

export function undecidedOf(design: ProgrammeDesign): readonly Undecided[] {
  const { dataProtection: settled, safeguarding, care, panels } = design;
  const controllerOf = (step: string): string =>
    settled?.steps.find((each) => each.step === step)?.controller.trim() ?? '';
  const points: readonly (Undecided | undefined)[] = [
    ...stepsOfLadder(design).map((step) =>
      controllerOf(step) === '' ? { what: 'controller' as const, step } : undefined,
    ),
    (settled?.lawfulBasis ?? null) === null ? { what: 'lawful-basis' } : undefined,
    (settled?.specialCondition ?? null) === null ? { what: 'special-condition' } : undefined,
    (settled?.contact.trim() ?? '') === '' ? { what: 'contact' } : undefined,
    safeguarding === undefined ? { what: 'safeguarding' } : undefined,
    (care?.keepMonths ?? null) === null ? { what: 'keeping' } : undefined,
    panels.length === 0 ? { what: 'panels' } : undefined,
  ];
  return points.filter((point) => point !== undefined);
}
