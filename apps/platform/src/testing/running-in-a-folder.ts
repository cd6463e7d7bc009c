import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { openEmbeddedShape } from '#service-kit/embedded/embedded-shape.js';
import { runServices, type RunningProcess, type ServicesToRun } from '#service-kit/starting/run-services.js';

import { IdentitySettings } from '../../../identity-access/src/identity-settings.js';
import { allErrors, allServices } from '../services.js';

export const serviceNames = [
  'identity-access',
  'programme-design',
  'story-submission',
  'panel-review',
  'impact-reporting',
] as const;

export type ProcessName = 'platform' | (typeof serviceNames)[number];

export const processNames: readonly ProcessName[] = ['platform', ...serviceNames];

/** What the `main.ts` of each process runs. */
export function servicesOf(name: ProcessName): ServicesToRun {
  return {
    name,
    definitions: ({ sessions, isHttps, isSample, host, isProduction, accountElsewhere }) =>
      allServices(new IdentitySettings(sessions, isHttps, isSample, host, isProduction, accountElsewhere)).filter(
        (service) => name === 'platform' || service.name === name,
      ),
    catalogues: name === 'platform' ? allErrors : allErrors.filter((_, at) => serviceNames[at] === name),
  };
}

/** A process on a port and in a folder of its own; `close` removes the folder. */
export async function runInAFolder(
  name: ProcessName,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningProcess & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), `newid-${name}-`));
  const running = await runOver(folder, name, environment);
  return {
    ...running,
    folder,
    close: async () => {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const open = new Set<RunningProcess>();

/** For `afterEach`: what a failed test left open would keep the run from ending. */
export async function closeWhatIsOpen(): Promise<void> {
  await Promise.all([...open].map((running) => running.close()));
}

/** A process over a folder that stays. */
export async function runOver(
  folder: string,
  name: ProcessName,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningProcess> {
  const configuration = readConfiguration({
    NEWID_DATA: folder,
    NEWID_PORT: '0',
    NEWID_LOG_LEVEL: 'silent',
    ...environment,
  });
  const shape = await openEmbeddedShape(configuration, { name, environment });
  const running = await runServices(configuration, shape, servicesOf(name));
  const tracked: RunningProcess = {
    ...running,
    close: async () => {
      if (open.delete(tracked)) await running.close();
    },
  };
  open.add(tracked);
  return tracked;
}
