import { apiAddress } from '#web/addresses.js';

export { seeSitting, seeSittings } from '#contracts/panel-review/addresses.js';

export const convenePanelApi = apiAddress('/api/v1/programmes/:programme/panels/:panel/convening');
export const sittingsApi = apiAddress('/api/v1/sittings');
export const sittingApi = apiAddress('/api/v1/sittings/:sitting');
export const receiveStoriesApi = apiAddress('/api/v1/sittings/:sitting/stories');
export const receiveFromElsewhereApi = apiAddress('/api/v1/sittings/:sitting/stories-from-elsewhere');
export const sittingStoryApi = apiAddress('/api/v1/sittings/:sitting/stories/:story');
export const readingsApi = apiAddress('/api/v1/sittings/:sitting/stories/:story/readings');
export const skipsApi = apiAddress('/api/v1/sittings/:sitting/stories/:story/skips');
export const conflictsApi = apiAddress('/api/v1/sittings/:sitting/conflicts');
export const openRoundApi = apiAddress('/api/v1/sittings/:sitting/rounds');
export const roundApi = apiAddress('/api/v1/rounds/:round');
export const ballotsApi = apiAddress('/api/v1/rounds/:round/ballots');
export const closeRoundApi = apiAddress('/api/v1/rounds/:round/closing');
export const outcomeApi = apiAddress('/api/v1/sittings/:sitting/outcome');
export const lessonLinesApi = apiAddress('/api/v1/sittings/:sitting/lesson-lines');
export const dissentApi = apiAddress('/api/v1/sittings/:sitting/dissent');
export const heldOverApi = apiAddress('/api/v1/sittings/:sitting/held-over');
export const closeSittingApi = apiAddress('/api/v1/sittings/:sitting/closing');
