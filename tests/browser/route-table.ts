import { listPages, type ListedPage } from '#web/pages/page.js';

import { runInAFolder } from '../../apps/platform/src/testing/running-in-a-folder.js';

/** Every page there is, as the application itself lists them: a new page is visited without anybody adding it here. */
export async function routeTable(): Promise<readonly ListedPage[]> {
  const platform = await runInAFolder('platform');
  const pages = listPages(platform.app);
  await platform.close();
  return pages;
}
