import { address, apiAddress } from '../../addresses.js';

export const chooseAStory = address('/:language/sittings/:sitting/choose-a-story');
export const chosen = address('/:language/sittings/:sitting/chosen');
const chooseByApi = apiAddress('/api/v1/sittings/:sitting/choices');
