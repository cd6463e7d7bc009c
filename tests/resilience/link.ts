import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How a link is cut: nothing comes through and nobody is told, or every connection breaks. */
type Cut = 'silently' | 'with-a-reset';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** A link between services and a server of this machine, to be cut and mended. */
export class Link {
  readonly #pairs = new Set<Pair>();
  #cut: Cut | undefined;

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly to: number,
  ) {}

  static async to(port: number): Promise<Link> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const link = new Link(server, (server.address() as AddressInfo).port, port);
    server.on('connection', (near) => {
      link.#join(near);
    });
    return link;
  }

  cut(how: Cut): void {
    this.#cut = how;
    for (const { near, far } of this.#pairs) {
      if (how === 'silently') {
        near.pause();
        far.pause();
      } else {
        near.resetAndDestroy();
        far.resetAndDestroy();
      }
    }
  }

  /** What was sent meanwhile over a connection that is still there comes now, as it does over a real one. */
  mend(): void {
    this.#cut = undefined;
    for (const { near, far } of this.#pairs) {
      near.resume();
      far.resume();
    }
  }

  async close(): Promise<void> {
    const closed = new Promise((done) => this.server.close(done));
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
    await closed;
  }

  #join(near: Socket): void {
    if (this.#cut === 'with-a-reset') {
      near.on('error', () => undefined);
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.to, '127.0.0.1');
    const pair = { near, far };
    this.#pairs.add(pair);
    this.#carry(near, far, pair);
    this.#carry(far, near, pair);
    if (this.#cut === 'silently') {
      near.pause();
      far.pause();
    }
  }

  #carry(from: Socket, onto: Socket, pair: Pair): void {
    from.setNoDelay(true);
    from.on('data', (bytes) => {
      if (onto.write(bytes) || this.#cut !== undefined) return;
      from.pause();
      onto.once('drain', () => {
        if (this.#cut === undefined) from.resume();
      });
    });
    // An end is a packet too: it comes through when the link does.
    from.on('end', () => onto.end());
    from.on('error', () => onto.destroy());
    from.on('close', () => {
      this.#pairs.delete(pair);
      onto.destroy();
    });
  }
}
