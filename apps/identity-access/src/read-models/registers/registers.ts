import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isBreachEvent, type BreachFacts } from '../../domain/breach/breach.js';
import { isDisclosureEvent, type DisclosureFacts } from '../../domain/disclosure/disclosure.js';

interface Kept {
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  /** Who wrote it last, and when. */
  readonly by: string;
  readonly at: string;
  readonly words: Sealed;
}

export interface BreachDocument extends Kept {
  readonly foundAt: string;
  readonly facts: BreachFacts;
}

export interface DisclosureDocument extends Kept {
  readonly receivedOn: string;
  readonly facts: DisclosureFacts;
}

export const breaches = collection<BreachDocument>()('breaches', { byOrganisation: ['organisation', 'foundAt'] });
export const disclosures = collection<DisclosureDocument>()('disclosures', {
  byOrganisation: ['organisation', 'receivedOn'],
});

export const registersModel: ReadModel = {
  name: 'registers',
  version: 1,
  collections: [breaches, disclosures],
  project({ event, streamVersion, metadata }, changes) {
    const { organisation, actor: by, at } = metadata;
    const kept = { organisation, by, at, version: streamVersion };
    if (isBreachEvent(event)) {
      const { breach: id, facts, words } = event.data;
      changes.put(breaches, { id, ...kept, foundAt: facts.foundAt, facts, words });
    }
    if (isDisclosureEvent(event)) {
      const { disclosure: id, facts, words } = event.data;
      changes.put(disclosures, { id, ...kept, receivedOn: facts.receivedOn, facts, words });
    }
  },
};
