import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { hearing } from '../messages/received.js';

/** What a service knows of a programme from programme-design's messages. */
export interface KnownProgramme {
  readonly id: string;
  readonly organisation: string;
  readonly revision: number;
  readonly design: ProgrammeDesign;
}

/** For sorting: their names say what they are, and what is real stands before them. */
export const rehearsalsLast = (a: ProgrammeDesign, b: ProgrammeDesign): number =>
  Number(a.rehearsal !== undefined) - Number(b.rehearsal !== undefined);

export const knownProgrammes = collection<KnownProgramme>()('known-programmes', {
  byOrganisation: ['organisation'],
});

export const knownProgrammesModel: ReadModel = {
  name: 'known-programmes',
  version: 1,
  collections: [knownProgrammes],
  project: hearing(programmeRevisedV1, async ({ programme: design, revision }, changes) => {
    const known = await changes.get(knownProgrammes, design.id);
    // A message delivered again, or late, must not bring an older design back.
    if (known !== undefined && known.revision >= revision) return;
    if (design.rehearsal === 'over') {
      // What was made for practice is counted, listed and shown nowhere once it is over.
      if (known !== undefined) changes.remove(knownProgrammes, design.id);
      return;
    }
    changes.put(knownProgrammes, { id: design.id, organisation: design.organisation, revision, design });
  }),
};
