import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A clamd as its manual describes it, which knows one sign. `hangs`: it takes everything and never answers. */
export interface FakeClamd {
  readonly port: number;
  /** Bytes of each file that was sent whole. */
  readonly taken: readonly number[];
  close(): Promise<void>;
}

interface Behaviour {
  readonly finds: string;
  /** Bytes after which it says that a file is too large for it, and hangs up. */
  readonly largest?: number;
  readonly hangs?: boolean;
}

const command = 'zINSTREAM\0';

export async function startFakeClamd({ finds, largest = Infinity, hangs = false }: Behaviour): Promise<FakeClamd> {
  const taken: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let waiting = Buffer.alloc(0);
    let isBegun = false;
    const file: Buffer[] = [];
    const say = (answer: string): void => void (hangs ? undefined : socket.end(`${answer}\0`));
    socket.on('data', (part: Buffer) => {
      waiting = Buffer.concat([waiting, part]);
      if (!isBegun) {
        if (waiting.length < command.length) return;
        if (waiting.subarray(0, command.length).toString('latin1') !== command) return say('UNKNOWN COMMAND');
        isBegun = true;
        waiting = waiting.subarray(command.length);
      }
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE(0);
        if (length === 0) {
          const whole = Buffer.concat(file);
          taken.push(whole.length);
          return say(whole.includes(finds) ? 'stream: Eicar-Signature FOUND' : 'stream: OK');
        }
        if (waiting.length < 4 + length) return;
        file.push(waiting.subarray(4, 4 + length));
        waiting = waiting.subarray(4 + length);
        if (file.reduce((sum, { length: bytes }) => sum + bytes, 0) > largest) {
          return say('INSTREAM size limit exceeded. ERROR');
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    taken,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
