import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { aProgramme } from '#contracts/testing/a-programme.js';

import type { ProgrammeCreated } from './events.js';

export const programmeCreated = (given: Partial<ProgrammeDesign> = {}): ProgrammeCreated => ({
  type: 'ProgrammeCreated',
  schemaVersion: 1,
  data: { design: aProgramme(given) },
});
