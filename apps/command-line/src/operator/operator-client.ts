import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { join, resolve } from 'node:path';

import { FolderInUse } from '#sqlite/folder-lock.js';
import { readConfiguration } from '#service-kit/configuration.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';

import { startPlatform } from '../../../platform/src/platform.js';

export interface OperatorAnswer {
  readonly status: number;
  readonly text: string;
}

/** Speaks as the operator with the Newid of a data folder: the one that runs there, or one started for this command. */
export interface OperatorClient {
  /** True: a server runs on this folder, and did the work. */
  readonly throughServer: boolean;
  send(method: 'GET' | 'POST', path: string, body?: Uint8Array | object, type?: string): Promise<OperatorAnswer>;
  close(): Promise<void>;
}

export async function openOperator(environment: Readonly<Record<string, string | undefined>>): Promise<OperatorClient> {
  const configuration = readConfiguration({ NEWID_LOG_LEVEL: 'error', ...environment, NEWID_PORT: '0' });
  const socket = join(resolve(configuration.NEWID_DATA), 'operator.sock');
  try {
    const platform = await startPlatform(configuration, openDataFolder(configuration, false));
    return { throughServer: false, send: sendOver(socket), close: () => platform.close() };
  } catch (error) {
    // The folder's own lock says whether a server runs there; a socket left by a kill -9 says nothing.
    if (!(error instanceof FolderInUse)) throw error;
    return { throughServer: true, send: sendOver(socket), close: async () => undefined };
  }
}

const sendOver =
  (socketPath: string): OperatorClient['send'] =>
  (method, path, body, type = 'application/json') =>
    new Promise((done, failed) => {
      const bytes =
        body === undefined ? undefined : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
      const asked = request(
        {
          socketPath,
          path,
          method,
          headers: {
            host: 'localhost',
            accept: 'application/json',
            'idempotency-key': randomUUID(),
            ...(bytes === undefined ? {} : { 'content-type': type, 'content-length': bytes.length }),
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', failed);
          answer.on('end', () => {
            done({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') });
          });
        },
      );
      asked.on('error', failed);
      asked.end(bytes);
    });
