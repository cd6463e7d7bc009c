import { collection, type ReadModel } from '#projections/read-model.js';

import { isDraftEvent } from '../../domain/draft/events.js';

/** Drafts that have not ended, by when they go. Nothing of what was typed, sealed or not. */
export interface DraftDocument {
  readonly id: string;
  readonly organisation: string;
  readonly expiresAt: string;
}

export const drafts = collection<DraftDocument>()('drafts', { byExpiry: ['expiresAt'] });

export const draftsModel: ReadModel = {
  name: 'drafts',
  version: 1,
  collections: [drafts],
  project({ stream, event, metadata: { organisation } }, changes) {
    if (!isDraftEvent(event)) return;
    const id = stream.slice('draft/'.length);
    if (event.type === 'DraftEnded') changes.remove(drafts, id);
    else changes.put(drafts, { id, organisation, expiresAt: event.data.expiresAt });
  },
};
