import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Language } from '#web/language.js';

export interface OperatorAnswer {
  readonly status: number;
  readonly text: string;
}

type Method = 'GET' | 'POST' | 'PUT';
type Headers = Readonly<Record<string, string>>;

/** Doors of one server. */
export interface OperatorDoor {
  send(method: Method, path: string, body?: object, more?: Headers): Promise<OperatorAnswer>;
  /** Sends a file as it is read, never gathered in memory. */
  upload(path: string, file: AsyncIterable<Uint8Array>, headers: Headers): Promise<OperatorAnswer>;
}

/** `language`: of the problems it answers with. */
export const doorAt = (socketPath: string, language: Language): OperatorDoor => ({
  send: (method, path, body, more = {}) => {
    const to = { socketPath, method, path };
    const headers = { 'accept-language': language, ...more };
    if (body === undefined) return ask(to, headers, []);
    const bytes = Buffer.from(JSON.stringify(body));
    const ofBody = { 'content-type': 'application/json', 'content-length': String(bytes.length) };
    return ask(to, { ...headers, ...ofBody }, [bytes]);
  },
  upload: (path, file, headers) =>
    ask({ socketPath, method: 'POST', path }, { 'accept-language': language, ...headers }, file),
});

async function ask(
  where: { readonly socketPath: string; readonly method: Method; readonly path: string },
  headers: Headers,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<OperatorAnswer> {
  const asked = request({
    ...where,
    // A connection for each: one that is kept may be closed by the server just when it is taken again.
    agent: false,
    headers: { host: 'localhost', accept: 'application/json', 'idempotency-key': randomUUID(), ...headers },
  });
  const answered = new Promise<OperatorAnswer>((done, failed) => {
    asked.on('error', failed);
    asked.on('response', (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', failed);
      answer.on('end', () => {
        done({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') });
      });
    });
  });
  // A server that refuses may answer before it has read all: then its answer counts, not the broken pipe.
  const [answer] = await Promise.all([answered, pipeline(Readable.from(body), asked).catch(() => undefined)]);
  return answer;
}
