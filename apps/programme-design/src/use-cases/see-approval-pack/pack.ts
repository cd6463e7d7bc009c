import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

import { agreements } from './agreements.js';
import { flow } from './flow.js';
import { impactAssessment } from './impact-assessment.js';
import type { PackSection } from './pack-section.js';
import { recordOfProcessing, roles } from './record-of-processing.js';
import { retention } from './retention.js';
import { threats } from './threats.js';
import { whatIsUndecided } from './what-is-undecided.js';

/** The whole pack, in the order it is read. What is settled comes from the settings; the rest is true of Newid everywhere. */
export function approvalPack(design: ProgrammeDesign, words: Words): readonly PackSection[] {
  return [
    whatIsUndecided(design, words),
    impactAssessment(design, words),
    recordOfProcessing(design, words),
    roles(design, words),
    flow(design, words),
    retention(design, words),
    threats(design, words),
    agreements(design, words),
  ];
}
