import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';

import { ScanUnavailable, type ScanVerdict, type VirusScan } from './virus-scan.js';

export interface ClamdSettings {
  readonly host: string;
  readonly port: number;
  /** Milliseconds without a word from it. */
  readonly patienceMs?: number;
}

/** Of one piece, well under what a clamd takes at once. */
const largestPiece = 64 * 1024;

/** An answer is one short line; whatever sends more is no clamd. */
const longestAnswer = 4_096;

/**
 * A clamd over TCP, by the command INSTREAM of clamd(8): `zINSTREAM`, then pieces, each after its length as four bytes
 * in network order, and a length of nothing at the end. It answers `stream: OK`, `stream: <name> FOUND`, or `… ERROR`.
 */
export class ClamdScan implements VirusScan {
  constructor(private readonly settings: ClamdSettings) {}

  async scan(file: AsyncIterable<Uint8Array>): Promise<ScanVerdict> {
    const { host, port, patienceMs = 60_000 } = this.settings;
    const socket = createConnection({ host, port });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('It has said nothing for too long')));
    const answer = answerOf(socket);
    // Listened to below; without this a refusal while the file is still being sent would end the process.
    answer.catch(() => undefined);
    try {
      await once(socket, 'connect');
      await send(socket, file);
      return verdictOf(await answer);
    } catch (error) {
      // A clamd that has enough of a file says why and hangs up: its answer counts, not the broken connection.
      const said = await Promise.race([answer.catch(() => ''), Promise.resolve('')]);
      if (said.endsWith('FOUND')) return 'infected';
      throw error instanceof ScanUnavailable
        ? error
        : new ScanUnavailable('The scanner did not answer', { cause: error });
    } finally {
      socket.destroy();
    }
  }
}

async function send(socket: Socket, file: AsyncIterable<Uint8Array>): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const chunk of file) {
    for (let from = 0; from < chunk.length; from += largestPiece) {
      const piece = chunk.subarray(from, from + largestPiece);
      await write(socket, lengthOf(piece.length));
      await write(socket, piece);
    }
  }
  await write(socket, lengthOf(0));
}

/** No faster than it is taken: a film is never in memory as a whole. */
async function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.destroyed) throw socket.errored ?? new Error('The connection is closed');
  if (!socket.write(bytes)) await once(socket, 'drain', { signal: closing(socket) });
}

/** Ends the wait for room when nobody is there any more to make any. */
function closing(socket: Socket): AbortSignal {
  const controller = new AbortController();
  socket.once('close', () => controller.abort());
  return controller.signal;
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** Up to the zero byte that ends it, or to the end of the connection. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1');
      const end = text.indexOf('\0');
      if (end >= 0) resolve(text.slice(0, end).trim());
      else if (text.length > longestAnswer) reject(new Error('This is no clamd'));
    });
    socket.once('error', reject);
    socket.once('close', () => {
      resolve(text.trim());
    });
  });
}

/** Anything but the two answers that are known, too large for it among them, is no leave to take the file. */
function verdictOf(answer: string): ScanVerdict {
  if (answer === 'stream: OK') return 'clean';
  if (/^stream: .+ FOUND$/.test(answer)) return 'infected';
  throw new ScanUnavailable(answer === '' ? 'The scanner hung up' : 'The scanner could not look at the file');
}
