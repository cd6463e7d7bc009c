import { isTogether, sharedConsent } from './shared-consent.js';
import type { StoryState } from './story.js';

/** Read by a trained person, its teller's time over, and neither a concern nor words still to be agreed in the way. */
const isPrepared = ({ moderation, waitsUntil, heldFor, redaction }: StoryState): boolean =>
  moderation === 'cleared' && waitsUntil === null && heldFor.length === 0 && redaction === null;

/** One that several people answer for goes to no panel before all of them have said yes to panels. */
export const mayGoToPanels = (story: StoryState): boolean =>
  isPrepared(story) && (!isTogether(story) || sharedConsent(story).audiences.panel !== undefined);
