import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { listRoutes } from '#access/routes.js';
import { rootFolderOf } from '#web/source-folder.js';

import {
  closeWhatIsOpen,
  runInAFolder,
  serviceNames,
  type ProcessName,
} from '../../apps/platform/src/testing/running-in-a-folder.js';

const caddyfile = readFileSync(join(rootFolderOf(import.meta.url), 'infra/proxy/Caddyfile'), 'utf8');

/** The matchers named for services, in the order in which Caddy asks them. */
const matchers = [...caddyfile.matchAll(/^\t@([\w-]+) path_regexp (\^\S+)$/gm)].map(
  ([, service = '', pattern = '']) => ({
    service,
    pattern: new RegExp(pattern),
  }),
);

const serviceFor = (path: string): string =>
  matchers.find(({ pattern }) => pattern.test(path))?.service ?? 'identity-access';

const withoutRemarks = (written: string): string => written.replaceAll(/^\s*#.*\n/gm, '');

/** An address as people have it. */
const sampleOf = (route: string): string =>
  route.replace('/:language', '/cy').replaceAll(/:\w+/g, '0192f0c1-2a3b-7c4d-8e5f-607182930415');

/** Every process answers them; the proxy leads nobody there. */
const isForOperators = (route: string): boolean => /^\/(?:livez|readyz|api\/v1\/operations\/.+)$/.test(route);

describe('the proxy', () => {
  afterEach(closeWhatIsOpen);

  it.each(['Caddyfile', 'Caddyfile.embedded'])('waits no longer for headers than a service does: %s', (file) => {
    const written = readFileSync(join(rootFolderOf(import.meta.url), 'infra/proxy', file), 'utf8');
    expect(/^\{[^}]*\btimeouts \{\s+read_header (\w+)\s+\}/.exec(withoutRemarks(written))?.[1]).toBe('1m');
  });

  it('names four services, and gives all else to the fifth', () => {
    expect(matchers.map(({ service }) => service).sort()).toEqual(
      serviceNames.filter((name) => name !== 'identity-access').sort(),
    );
  });

  it.each(serviceNames)(
    'leads every address of %s to it',
    async (name: ProcessName) => {
      const running = await runInAFolder(name);
      const routes = listRoutes(running.app).map(({ address }) => address);
      await running.close();
      const own = routes.filter((route) => !isForOperators(route));

      expect(own.length).toBeGreaterThan(0);
      expect(own.filter((route) => serviceFor(sampleOf(route)) !== name)).toEqual([]);
    },
    30_000,
  );
});
