import type { Reaction } from '#service-kit/service.js';

import { destroyMediaOfDraft } from '../../media/media-of-draft.js';
import { eraseDraftKeys } from '../../telling/erase-draft-keys.js';

/** A draft that has ended takes nothing more; after this it cannot be read either. */
export const eraseEndedDrafts: Reaction = {
  name: 'erase-ended-drafts',
  on: async ({ event, stream, metadata }, service) => {
    if (event.type !== 'DraftEnded') return;
    await eraseDraftKeys(service, stream, metadata.at);
    await destroyMediaOfDraft(service, metadata, stream.slice('draft/'.length));
  },
};
