import type { ServiceRuntime } from '#service-kit/service.js';

import { mediaTold } from '../read-models/media-told/media-told.js';
import type { PanelReader } from './opened-texts.js';

/** Whether anything was told with a story that they may see or hear here: its teller, and the vault, say so. */
export async function hasMediaToSee(
  { views, unlocking }: ServiceRuntime,
  reader: PanelReader,
  story: string,
): Promise<boolean> {
  const told = await views.get(mediaTold, story);
  if (told === undefined || told.ready === 0) return false;
  const as = { purpose: 'audience', audience: 'panel', use: 'media' } as const;
  const answer = await unlocking.unlockOne({ owner: `story/${story}`, reader, ...as });
  if (answer.kind !== 'granted') return false;
  // Whoever does not show their name is known by their voice or face.
  return told.mayShowWho || answer.classes.includes('name');
}
