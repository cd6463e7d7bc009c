/** Bytes came to an end within what they began. */
export class EndsEarly extends Error {
  override readonly name = 'EndsEarly';
}

/** Reads what streams in piece by piece, and keeps no more of it than was asked for. */
export class ByteReader {
  #waiting: Buffer = Buffer.alloc(0);
  readonly #source: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** So many, and no fewer: small numbers only. @throws EndsEarly */
  async take(bytes: number): Promise<Buffer> {
    const taken = await this.upTo(bytes);
    if (taken.length < bytes) throw new EndsEarly();
    return taken;
  }

  /** So many, or those that are left. */
  async upTo(bytes: number): Promise<Buffer> {
    while (this.#waiting.length < bytes && (await this.#more()));
    const taken = this.#waiting.subarray(0, bytes);
    this.#waiting = this.#waiting.subarray(taken.length);
    return taken;
  }

  /** So many, however many: handed on as they come. @throws EndsEarly */
  async *pass(bytes: number): AsyncGenerator<Buffer> {
    for (let left = bytes; left > 0;) {
      const piece = await this.some();
      if (piece.length === 0) throw new EndsEarly();
      const part = piece.subarray(0, left);
      this.putBack(piece.subarray(part.length));
      left -= part.length;
      yield part;
    }
  }

  async skip(bytes: number): Promise<void> {
    for await (const _ of this.pass(bytes));
  }

  async *rest(): AsyncGenerator<Buffer> {
    for (let piece = await this.some(); piece.length > 0; piece = await this.some()) yield piece;
  }

  /** What is there, or comes next; nothing at the end. */
  async some(): Promise<Buffer> {
    while (this.#waiting.length === 0 && (await this.#more()));
    const piece = this.#waiting;
    this.#waiting = Buffer.alloc(0);
    return piece;
  }

  /** To be read again. */
  putBack(bytes: Buffer): void {
    this.#waiting = this.#waiting.length === 0 ? bytes : Buffer.concat([bytes, this.#waiting]);
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done === true) return false;
    this.#waiting = Buffer.concat([this.#waiting, next.value]);
    return true;
  }
}

/** So many bytes are read, and as many zeros handed on. @throws EndsEarly */
export async function* nothing(bytes: ByteReader, length: number): AsyncGenerator<Buffer> {
  for await (const piece of bytes.pass(length)) yield Buffer.alloc(piece.length);
}
