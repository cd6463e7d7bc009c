import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Sessions } from '#access/sessions.js';
import type { RoleName } from '#contracts/shared/shapes.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { embeddedShape, takeDataFolder } from '#service-kit/embedded/embedded-shape.js';
import { runServices, type RunningProcess } from '#service-kit/starting/run-services.js';

import { loadSample } from '../../apps/platform/src/sample/load-sample.js';
import { servicesOf } from '../../apps/platform/src/testing/running-in-a-folder.js';
import type { Place } from '../acceptance/place.js';

export interface Asking {
  readonly person: string;
  readonly organisation: string;
  readonly role: RoleName;
  readonly programme?: string;
  readonly panel?: string;
}

/** The platform with the sample in this process: its routes can be listed, and people of any organisation can be given a session. */
export class InThisProcess implements Place {
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

  /** A session of somebody who holds one role, in this organisation or in another. */
  async sessionOf({ person, organisation, role, programme, panel }: Asking): Promise<string> {
    if (this.#sessions === undefined) throw new Error('It was not started');
    const held = {
      role,
      ...(programme === undefined ? {} : { programme }),
      ...(panel === undefined ? {} : { panel }),
    };
    await this.#sessions.setAccount({ person, organisation, roles: [held], language: 'en', isSample: true });
    return this.#sessions.begin(person);
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
