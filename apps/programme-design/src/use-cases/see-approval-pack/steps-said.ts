import type { DataProtectionDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

import { stepsOfLadder } from '../../domain/programme/steps-of-ladder.js';

/** A step of the ladder in words, and who answers for it; empty where that is still to decide. */
export interface StepSaid {
  readonly step: string;
  readonly name: string;
  readonly controller: string;
  readonly processor: string;
}

export function stepsSaid(design: ProgrammeDesign, words: Words): readonly StepSaid[] {
  const settled = new Map<string, DataProtectionDesign['steps'][number]>(
    (design.dataProtection?.steps ?? []).map((each) => [each.step, each]),
  );
  return stepsOfLadder(design).map((step) => ({
    step,
    name: nameOfStep(step, design, words),
    controller: settled.get(step)?.controller.trim() ?? '',
    processor: settled.get(step)?.processor.trim() ?? '',
  }));
}

export function nameOfStep(step: string, { levels }: ProgrammeDesign, words: Words): string {
  const level = levels.find((each) => String(each.level) === step);
  if (level === undefined) return words(`step-${step}`);
  return words('step-level', { level: level.level, name: level.name[words.language] });
}
