import type { ServiceRuntime } from '#service-kit/service.js';

import { kindsTaken } from '../../domain/media/media.js';
import { mediaSeen, type MediaSight } from '../../media/media-seen.js';

/** What the API answers with: as much as whoever asks may know. */
export async function mediaDocument(service: ServiceRuntime, sight: MediaSight) {
  const { rules, version, isShared } = sight;
  const items = (await mediaSeen(service, sight)).map(
    ({ medium: { medium, kind, format, bytes, ...rest }, words, because }) => ({
      ...{ medium, kind, format, bytes, by: rest.by, words, hasWords: rest.words !== null, isCleared: rest.isCleared },
      mayBeOpened: because === undefined,
      ...(because === undefined ? {} : { because }),
    }),
  );
  return {
    items,
    version,
    isShared,
    takes: rules === undefined || kindsTaken(rules).length === 0 ? null : rules,
  };
}
