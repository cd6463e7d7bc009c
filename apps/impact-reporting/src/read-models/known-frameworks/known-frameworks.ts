import { frameworkAdoptedV1, type FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { hearing } from '#service-kit/messages/received.js';

/** The themes a programme codes with, by the id of the programme. */
interface KnownFramework {
  readonly id: string;
  readonly revision: number;
  readonly framework: FrameworkDesign;
}

/** Of a programme that has not chosen its themes yet. */
export const noThemes: FrameworkDesign = { name: { en: '', cy: '' }, themes: [] };

export const knownFrameworks = collection<KnownFramework>()('known-frameworks', {});

export const knownFrameworksModel: ReadModel = {
  name: 'known-frameworks',
  version: 1,
  collections: [knownFrameworks],
  project: hearing(frameworkAdoptedV1, async ({ programme: id, framework, revision }, changes) => {
    const known = await changes.get(knownFrameworks, id);
    if (known !== undefined && known.revision >= revision) return;
    changes.put(knownFrameworks, { id, framework, revision });
  }),
};
