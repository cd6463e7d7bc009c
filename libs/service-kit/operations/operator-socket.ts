import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A door for whoever holds the data folder: a socket only its owner may open. */
export class OperatorSocket {
  readonly #requests = new WeakSet<IncomingMessage>();

  /** True for what came through this door. */
  readonly isOperator = (request: IncomingMessage): boolean => this.#requests.has(request);

  /** Returns how to close it. */
  async listen(app: NestFastifyApplication, path: string): Promise<() => void> {
    const fastify = app.getHttpAdapter().getInstance();
    // Left behind by a kill -9; the folder's lock says that nobody listens on it.
    rmSync(path, { force: true });
    const server = createServer((request, response) => {
      this.#requests.add(request);
      fastify.routing(request, response);
    });
    const mask = process.umask(0o177);
    await new Promise<void>((resolve) => {
      server.listen(path, resolve);
    });
    process.umask(mask);
    return () => {
      server.close();
      rmSync(path, { force: true });
    };
  }
}
