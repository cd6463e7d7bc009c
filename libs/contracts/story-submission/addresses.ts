import { address } from '#web/addresses.js';

/** Pages of story-submission that others link to. */
export const seeStories = address('/:language/stories');
export const tellStory = address('/:language/tell-your-story');
export const yourStory = address('/:language/your-story');
export const importStories = address('/:language/import-stories');
