import type { IncomingMessage } from 'node:http';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** More than anybody may send. */
const heardOutBytes = 100 * 1024 * 1024;

/**
 * Whoever sends too much is told so when they have sent it. A connection that ends in the middle of a body breaks: a browser
 * shows that instead of the answer, and a proxy says that nobody is there.
 */
export function hearOutBeforeClosing(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async ({ raw }, reply) => {
      if (reply.getHeader('connection') === 'close' && !raw.complete) await heardOut(raw);
    });
}

function heardOut(body: IncomingMessage): Promise<void> {
  return new Promise((over) => {
    let heard = 0;
    body.on('data', (part: Buffer) => {
      heard += part.length;
      if (heard > heardOutBytes) over();
    });
    for (const event of ['end', 'error', 'close']) body.once(event, over);
  });
}
