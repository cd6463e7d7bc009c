import { join } from 'node:path';

import { mongo } from 'mongoose';

import type { FollowingLog } from '#projections/log-reading.js';

import { missing, startBoth } from '../../../infra/local-servers/both.mjs';
import * as mongod from '../../../infra/local-servers/mongod.mjs';

/** Why nothing here can be measured on this machine; undefined where it can. */
export const because = missing()[0];

type Servers = Awaited<ReturnType<typeof startBoth>>;

/** Their data lie where everything else that is measured lies. */
export async function withServers<Result>(
  folder: string,
  work: (servers: Servers) => Promise<Result>,
): Promise<Result> {
  const servers = await startBoth(join(folder, 'servers'));
  try {
    return await work(servers);
  } finally {
    await servers.stop();
  }
}

export async function withMongo<Result>(folder: string, work: (url: string) => Promise<Result>): Promise<Result> {
  const server = await mongod.start({ folder: join(folder, 'mongod') });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}

/** The driver and nothing around it, at the write concern of Newid. */
export const bareClient = (url: string): mongo.MongoClient =>
  new mongo.MongoClient(url, { writeConcern: { w: 'majority', j: true } });

export const errorsOnly: FollowingLog = {
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => {
    console.error(message, fields);
  },
};
