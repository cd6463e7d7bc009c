import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeOf } from '../../domain/programme/stream.js';

export interface ProgrammeDocument {
  readonly id: string;
  readonly organisation: string;
  /** Version of the programme's stream: the ETag of its pages and answers. */
  readonly version: number;
  readonly design: ProgrammeDesign;
}

export const programmes = collection<ProgrammeDocument>()('programmes', { byOrganisation: ['organisation'] });

export const programmesModel: ReadModel = {
  name: 'programmes',
  version: 1,
  collections: [programmes],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (!isProgrammeEvent(event)) return;
    const id = programmeOf(stream);
    const before = await changes.get(programmes, id);
    const design = programmeDecider.evolve(before?.design, event);
    if (design === undefined) return;
    changes.put(programmes, { id, organisation: metadata.organisation, version: streamVersion, design });
  },
};
