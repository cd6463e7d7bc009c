import { readFileSync } from 'node:fs';

import { MongoSessions } from '#access/mongo/mongo-sessions.js';
import { listRoutes, type ListedRoute } from '#access/routes.js';
import { MongoDatabase } from '#mongo/mongo-database.js';

import { runInAFolder } from '../../apps/platform/src/testing/running-in-a-folder.js';
import { serviceNames } from '../../infra/local-servers/services.mjs';
import { beginSession, type Asking, type Attackable } from '../security/under-attack.js';
import type { SeparateProcesses } from './separate-processes.js';

/** As the kernel counts time of the processor: in hundredths of a second. */
const tickMs = 10;

/** Services behind one origin, as something to attack. */
export class ServicesUnderAttack implements Attackable {
  readonly documents = serviceNames.map((name) => `/api/v1/services/${name}/openapi.json`);

  constructor(private readonly place: SeparateProcesses) {}

  /** They are the same wherever they run: one process has them all. */
  async routes(): Promise<readonly ListedRoute[]> {
    const platform = await runInAFolder('platform');
    const routes = listRoutes(platform.app);
    await platform.close();
    return routes;
  }

  async sessionOf(asking: Asking): Promise<string> {
    const sessions = await MongoSessions.open(
      await MongoDatabase.open({ url: this.place.servers.mongo.url, database: 'newid-sessions' }),
    );
    try {
      return await beginSession(sessions, asking);
    } finally {
      await sessions.close();
    }
  }

  processorMs(): number {
    const processes = serviceNames.flatMap((name) => this.place.services.processesOf(name));
    return processes.reduce((sum, { pid }) => sum + ticksOf(pid) * tickMs, 0);
  }
}

/** In the program and for it, as proc(5) has them: the 14th field and the 15th; the second, in brackets, may hold spaces. */
function ticksOf(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').split(') ');
  const [user = '', system = ''] = fields.split(' ').slice(11, 13);
  return Number(user) + Number(system);
}
