import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { collection, type ReadModel, type Views } from '#projections/read-model.js';

import { received } from '../messages/received.js';

/** A programme made for practice. It stays here when it is over: what is handed over late is still practice. */
interface RehearsedProgramme {
  readonly id: string;
  readonly organisation: string;
}

const rehearsedProgrammes = collection<RehearsedProgramme>()('rehearsed-programmes', {});

export const rehearsedProgrammesModel: ReadModel = {
  name: 'rehearsed-programmes',
  version: 1,
  collections: [rehearsedProgrammes],
  async project(event, changes) {
    const design = received(event, programmeRevisedV1)?.programme;
    if (design === undefined) return;
    if (design.rehearsal !== undefined) {
      changes.put(rehearsedProgrammes, { id: design.id, organisation: design.organisation });
    } else if ((await changes.get(rehearsedProgrammes, design.id)) !== undefined) {
      changes.remove(rehearsedProgrammes, design.id);
    }
  },
};

/** Whose rehearsal a programme is, or was; undefined where it is a real one. */
export const rehearsalOf = async (
  { views }: { readonly views: Pick<Views, 'get'> },
  programme: string,
): Promise<RehearsedProgramme | undefined> => views.get(rehearsedProgrammes, programme);
