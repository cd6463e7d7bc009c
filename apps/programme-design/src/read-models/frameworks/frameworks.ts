import type { FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isFrameworkAdopted } from '../../domain/framework/framework.js';

export interface FrameworkDocument {
  /** The programme's. */
  readonly id: string;
  readonly organisation: string;
  /** Version of its stream: the ETag of its answers. */
  readonly version: number;
  readonly framework: FrameworkDesign;
}

export const frameworks = collection<FrameworkDocument>()('frameworks', {});

export const frameworksModel: ReadModel = {
  name: 'frameworks',
  version: 1,
  collections: [frameworks],
  project({ event, streamVersion }, changes) {
    if (!isFrameworkAdopted(event)) return;
    const { programme: id, organisation, framework } = event.data;
    changes.put(frameworks, { id, organisation, version: streamVersion, framework });
  },
};
