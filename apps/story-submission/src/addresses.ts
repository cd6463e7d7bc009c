import { apiAddress } from '#web/addresses.js';

export const tellStoryApi = apiAddress('/api/v1/programmes/:programme/stories');
export const storiesApi = apiAddress('/api/v1/stories');
export const storyApi = apiAddress('/api/v1/stories/:story');
export const withdrawStoryApi = apiAddress('/api/v1/stories/:story/withdrawal');
export const narrowConsentApi = apiAddress('/api/v1/stories/:story/consent');
export const importsApi = apiAddress('/api/v1/programmes/:programme/imports');
export const importApi = apiAddress('/api/v1/imports/:import');
export const importRowsApi = apiAddress('/api/v1/imports/:import/rows');
