import { listRoutes } from '#access/routes.js';
import type { RoleName } from '#contracts/shared/shapes.js';
import { listPages } from '#web/pages/page.js';

import { runInAFolder } from '../../apps/platform/src/testing/running-in-a-folder.js';

export interface PageToVisit {
  readonly pattern: string;
  /** Who may see it; none: it asks for no role. */
  readonly roles: readonly RoleName[];
}

/** Every page there is, as the application itself lists them: a new page is visited without anybody adding it here. */
export async function routeTable(): Promise<readonly PageToVisit[]> {
  const platform = await runInAFolder('platform');
  const routes = listRoutes(platform.app).filter(({ method }) => method === 'GET');
  const pages = listPages(platform.app).map(({ pattern }): PageToVisit => {
    const rule = routes.find(({ address }) => address === pattern)?.rule;
    return { pattern, roles: rule?.kind === 'roles' ? rule.roles : [] };
  });
  await platform.close();
  return pages;
}
