import type { StoryState } from './story.js';

/** Read by a trained person, its teller's time over, and no concern in the way. */
export const mayGoToPanels = ({ moderation, waitsUntil, heldFor }: StoryState): boolean =>
  moderation === 'cleared' && waitsUntil === null && heldFor.length === 0;
