import type { Reaction } from '#service-kit/service.js';

import { importStream, isImportEvent } from '../../domain/story-import/story-import.js';
import { readImport } from '../../importing/read-import.js';
import { uploadFile } from '../../importing/upload-file.js';

/**
 * Destroys the file of an import that is over. As a reaction, so that a kill right after the end leaves no file behind.
 * That of a check is kept a day, so that its stories can be brought in or its columns matched by a person.
 */
export const destroyUploads: Reaction = {
  name: 'destroy-uploads',
  on: async ({ event, stream, metadata }, { store, files }) => {
    if (!isImportEvent(event) || (event.type !== 'ImportEnded' && event.type !== 'ImportFailed')) return;
    const id = stream.slice(importStream('').length);
    const { state } = await readImport(store, id);
    if (state?.started.isDryRun === true) return;
    await files.destroy(uploadFile(id), metadata.at);
  },
};
