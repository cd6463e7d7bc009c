import { isPrepared } from './prepared.js';
import { isTogether, sharedConsent } from './shared-consent.js';
import type { StoryState } from './story.js';

/** One that several people answer for goes to no panel before all of them have said yes to panels. */
export const mayGoToPanels = (story: StoryState): boolean =>
  isPrepared(story) && (!isTogether(story) || sharedConsent(story).audiences.panel !== undefined);
