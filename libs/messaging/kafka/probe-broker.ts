import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

import { KafkaUnusable, type KafkaSettings } from './kafka-settings.js';

/** `ApiVersions`, the one question every broker answers to everybody, before anyone signs in. */
const apiVersions = { key: 18, version: 0 };
/** Kafka 2.1 was the first to take Produce version 7. */
const produce = { key: 0, leastVersion: 7 };
const answersWithinMs = 5_000;

/**
 * Asks a broker what it is, so that a wrong address, a wrong certificate or an old Kafka is said in one line instead of
 * whatever a client library makes of it.
 *
 * @throws KafkaUnusable
 */
export async function probeBroker(address: string, tls: KafkaSettings['tls']): Promise<void> {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon);
  const port = Number(address.slice(colon + 1));
  const answer = await ask(host, port, tls).catch((error: unknown) => {
    throw new KafkaUnusable(...why(address, tls !== undefined, error));
  });
  const newest = newestVersions(answer);
  if (newest === undefined) {
    throw new KafkaUnusable(`What answers at ${address} is not Kafka${tls === undefined ? ', or it wants TLS' : ''}.`);
  }
  if ((newest.get(produce.key) ?? -1) < produce.leastVersion) {
    throw new KafkaUnusable(`Kafka at ${address} is too old. Newid needs Kafka 2.1 or newer.`);
  }
}

class ClosedAtOnce extends Error {}
class NoAnswer extends Error {}

function ask(host: string, port: number, tls: KafkaSettings['tls']): Promise<Buffer> {
  return new Promise((answered, failed) => {
    const socket: Socket =
      tls === undefined
        ? connectPlain({ host, port })
        : connectTls({
            host,
            port,
            ...(isIP(host) === 0 ? { servername: host } : {}),
            ...(tls.ca === undefined ? {} : { ca: tls.ca }),
          });
    const end = (then: () => void): void => {
      clearTimeout(timer);
      socket.destroy();
      then();
    };
    const timer = setTimeout(() => {
      end(() => {
        failed(new NoAnswer());
      });
    }, answersWithinMs);
    let received = Buffer.alloc(0);
    socket.once(tls === undefined ? 'connect' : 'secureConnect', () => socket.write(request()));
    socket.on('data', (part: Buffer) => {
      received = Buffer.concat([received, part]);
      const isWhole = received.length >= 4 && received.length >= 4 + received.readInt32BE(0);
      if (isWhole || looksForeign(received)) {
        end(() => {
          answered(received);
        });
      }
    });
    socket.once('error', (error) => {
      end(() => {
        failed(error);
      });
    });
    socket.once('close', () => {
      end(() => {
        failed(new ClosedAtOnce());
      });
    });
  });
}

function request(): Buffer {
  const client = Buffer.from('newid');
  const bytes = Buffer.alloc(4 + 2 + 2 + 4 + 2 + client.length);
  bytes.writeInt32BE(bytes.length - 4, 0);
  bytes.writeInt16BE(apiVersions.key, 4);
  bytes.writeInt16BE(apiVersions.version, 6);
  bytes.writeInt32BE(1, 8);
  bytes.writeInt16BE(client.length, 12);
  client.copy(bytes, 14);
  return bytes;
}

/** A web server or a TLS server begins with other bytes than a length that makes sense. */
const looksForeign = (bytes: Buffer): boolean =>
  bytes.length >= 4 && (bytes.readInt32BE(0) < 10 || bytes.readInt32BE(0) > 100_000);

/** Newest version of each API, by its key; undefined where the answer is not Kafka's. */
function newestVersions(answer: Buffer): ReadonlyMap<number, number> | undefined {
  if (looksForeign(answer) || answer.length < 14 || answer.readInt32BE(4) !== 1) return undefined;
  const count = answer.readInt32BE(10);
  if (answer.readInt16BE(8) !== 0 || count < 1 || answer.length < 14 + count * 6) return undefined;
  const at = (index: number): number => 14 + index * 6;
  return new Map(
    Array.from({ length: count }, (_, index) => [answer.readInt16BE(at(index)), answer.readInt16BE(at(index) + 4)]),
  );
}

/** What to tell the operator, and whether it may pass by itself. */
function why(address: string, usesTls: boolean, error: unknown): [string, boolean] {
  const check = 'Check the address, and that Kafka runs there.';
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (error instanceof NoAnswer) return [`Kafka at ${address} does not answer. ${check}`, true];
  if (error instanceof ClosedAtOnce || code === 'ECONNRESET' || code === 'EPIPE') {
    const hint = usesTls ? 'It may not speak TLS there.' : 'It may want TLS there.';
    return [`What listens at ${address} closed the connection. ${hint}`, true];
  }
  if (['ENOTFOUND', 'EAI_AGAIN'].includes(code)) return [`There is no machine called as in ${address}. ${check}`, true];
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'].includes(code)) {
    return [`Nobody listens at ${address} (${code}). ${check}`, true];
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    return [`What listens at ${address} does not speak TLS as we do (${code}).`, false];
  }
  return [`The certificate of Kafka at ${address} is not one that we trust (${code}).`, false];
}
