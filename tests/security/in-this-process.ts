import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listRoutes, type ListedRoute } from '#access/routes.js';
import type { Sessions } from '#access/sessions.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { embeddedShape, takeDataFolder } from '#service-kit/embedded/embedded-shape.js';
import { runServices, type RunningProcess } from '#service-kit/starting/run-services.js';

import { loadSample } from '../../apps/platform/src/sample/load-sample.js';
import { servicesOf } from '../../apps/platform/src/testing/running-in-a-folder.js';
import type { Place } from '../acceptance/place.js';
import { beginSession, type Asking, type Attackable } from './under-attack.js';

/** The platform with the sample in this process: its routes can be listed, and people of any organisation can be given a session. */
export class InThisProcess implements Place, Attackable {
  readonly documents = ['/api/v1/openapi.json'];
  readonly folder = mkdtempSync(join(tmpdir(), 'newid-security-'));
  readonly environment = {};
  #running: RunningProcess | undefined;
  #sessions: Sessions | undefined;

  async start(): Promise<string> {
    const configuration = readConfiguration({
      ...{ NEWID_DATA: this.folder, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'silent', NEWID_RATE_LIMITS: 'off' },
    });
    const shape = await embeddedShape(configuration, takeDataFolder(configuration, true));
    this.#sessions = shape.sessions;
    this.#running = await runServices(configuration, shape, servicesOf('platform'));
    await loadSample(this.#running.address, await this.#running.setUpLink(), () => undefined);
    return this.#running.address;
  }

  get running(): RunningProcess {
    if (this.#running === undefined) throw new Error('It was not started');
    return this.#running;
  }

  routes(): Promise<readonly ListedRoute[]> {
    return Promise.resolve(listRoutes(this.running.app));
  }

  async sessionOf(asking: Asking): Promise<string> {
    if (this.#sessions === undefined) throw new Error('It was not started');
    return beginSession(this.#sessions, asking);
  }

  processorMs(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }

  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
  }

  async caughtUp(): Promise<void> {
    await this.#running?.settled();
  }

  async remove(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    return Promise.resolve();
  }
}
