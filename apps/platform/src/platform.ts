import type { Configuration } from '#service-kit/configuration/configuration.js';
import type { DataFolder } from '#service-kit/embedded/data-folder.js';
import { embeddedShape } from '#service-kit/embedded/embedded-shape.js';
import { runServices, type RunningProcess } from '#service-kit/starting/run-services.js';

import { IdentitySettings } from '../../identity-access/src/identity-settings.js';
import { namingBy } from '../../identity-access/src/naming.js';
import { allErrors, allServices } from './services.js';

export type Platform = RunningProcess;

/** Every service in this one process, over SQLite files in the data folder. */
export async function startPlatform(configuration: Configuration, folder: DataFolder): Promise<Platform> {
  return runServices(configuration, await embeddedShape(configuration, folder), {
    name: 'platform',
    definitions: ({ sessions, isHttps, isSample, host, isProduction, accountElsewhere }) =>
      allServices(new IdentitySettings(sessions, isHttps, isSample, host, isProduction, accountElsewhere)),
    catalogues: allErrors,
    naming: ([identity]) => {
      if (identity === undefined) throw new Error('There is no service');
      return namingBy(identity.runtime);
    },
  });
}
