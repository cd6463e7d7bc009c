import { address } from '../../addresses.js';

export const chooseAStory = address('/:language/sittings/:sitting/choose-a-story');
export const chosen = address('/:language/sittings/:sitting/chosen');
