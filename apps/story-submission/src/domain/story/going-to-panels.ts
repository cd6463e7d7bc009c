import type { StoryState } from './story.js';

/** Read by a trained person, its teller's time over, and neither a concern nor words still to be agreed in the way. */
export const mayGoToPanels = ({ moderation, waitsUntil, heldFor, redaction }: StoryState): boolean =>
  moderation === 'cleared' && waitsUntil === null && heldFor.length === 0 && redaction === null;
