import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface OperatorAnswer {
  readonly status: number;
  readonly text: string;
}

/** Doors of one server. */
export interface OperatorDoor {
  send(method: 'GET' | 'POST', path: string, body?: Uint8Array | object, type?: string): Promise<OperatorAnswer>;
  /** Sends a file as it is read, never gathered in memory. */
  upload(
    path: string,
    file: AsyncIterable<Uint8Array>,
    headers: Readonly<Record<string, string>>,
  ): Promise<OperatorAnswer>;
}

export const doorAt = (socketPath: string): OperatorDoor => ({
  send: (method, path, body, type = 'application/json') => {
    const bytes =
      body === undefined ? undefined : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
    const headers = bytes === undefined ? {} : { 'content-type': type, 'content-length': String(bytes.length) };
    return ask(socketPath, method, path, headers, bytes === undefined ? [] : [bytes]);
  },
  upload: (path, file, headers) => ask(socketPath, 'POST', path, headers, file),
});

async function ask(
  socketPath: string,
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>>,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<OperatorAnswer> {
  const asked = request({
    socketPath,
    path,
    method,
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
