import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface TransitAsked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface TransitAnswered {
  readonly status: number;
  readonly body: object;
}

export interface TransitServer {
  readonly url: URL;
  readonly asked: readonly TransitAsked[];
  /** `encrypt`, `decrypt` and `rewrap` of a key, as an engine at `transit` does, until told otherwise. `never`: no answer. */
  answers(how: 'as an engine' | 'never' | ((asked: TransitAsked) => TransitAnswered)): void;
  /** A new version of every key: the old ones still decrypt. */
  rotate(): void;
  close(): Promise<void>;
}

/** Answers as the API of a transit engine is documented, over keys of its own. */
export async function startTransitServer(certificate?: {
  readonly key: string;
  readonly cert: string;
}): Promise<TransitServer> {
  const versions = [randomBytes(32)];
  const asked: TransitAsked[] = [];
  let how: Parameters<TransitServer['answers']>[0] = 'as an engine';
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as TransitAsked['body'];
      const one = { method, path, headers, body };
      asked.push(one);
      if (how === 'never') return;
      const answer = how === 'as an engine' ? asEngine(versions, one) : how(one);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  };
  const server = certificate === undefined ? createHttpServer(onRequest) : createHttpsServer(certificate, onRequest);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(certificate === undefined ? `http://127.0.0.1:${String(port)}` : `https://localhost:${String(port)}`),
    asked,
    answers: (next) => {
      how = next;
    },
    rotate: () => {
      versions.push(randomBytes(32));
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
}

function asEngine(versions: readonly Buffer[], { path, body }: TransitAsked): TransitAnswered {
  const [, verb = '', name = ''] = /^\/v1\/transit\/(encrypt|decrypt|rewrap)\/(.+)$/.exec(path) ?? [];
  try {
    const text =
      verb === 'encrypt' ? Buffer.from(String(body['plaintext']), 'base64') : decrypted(versions, name, body);
    return {
      status: 200,
      body: {
        data:
          verb === 'decrypt' ? { plaintext: text.toString('base64') } : { ciphertext: encrypted(versions, name, text) },
      },
    };
  } catch {
    return { status: 400, body: { errors: ['cipher: message authentication failed'] } };
  }
}

function encrypted(versions: readonly Buffer[], name: string, text: Buffer): string {
  const key = versions.at(-1) ?? Buffer.alloc(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  const box = Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return `vault:v${String(versions.length)}:${box.toString('base64')}`;
}

function decrypted(versions: readonly Buffer[], name: string, body: TransitAsked['body']): Buffer {
  const [, version = '', text = ''] = /^vault:v(\d+):(.+)$/.exec(String(body['ciphertext'])) ?? [];
  const box = Buffer.from(text, 'base64');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    versions[Number(version) - 1] ?? Buffer.alloc(32),
    box.subarray(0, 12),
  )
    .setAAD(Buffer.from(name))
    .setAuthTag(box.subarray(-16));
  return Buffer.concat([decipher.update(box.subarray(12, -16)), decipher.final()]);
}
