import { EndsEarly, type ByteReader } from './byte-reader.js';

/** What plays it (RIFF, "Multimedia Programming Interface", 1991); what else there is says who made it, where and when. */
const playsIt = new Set(['fmt ', 'fact', 'data']);

/** Its length stands at its beginning: what goes is written over with nothing. A recording that was cut off is taken as it is. */
export async function* cleanWav(bytes: ByteReader): AsyncGenerator<Buffer> {
  yield await bytes.upTo(12);
  for (;;) {
    const chunk = await bytes.upTo(8);
    if (chunk.length < 8) return;
    const length = chunk.readUInt32LE(4);
    const padded = length + (length % 2);
    if (playsIt.has(chunk.toString('latin1', 0, 4))) {
      yield chunk;
      yield* asFarAsThereIs(bytes, padded);
      continue;
    }
    const unnamed = Buffer.from(chunk);
    unnamed.write('JUNK', 0, 'latin1');
    yield unnamed;
    for await (const piece of asFarAsThereIs(bytes, padded)) yield Buffer.alloc(piece.length);
  }
}

const streamInfo = 0;
const padding = 1;
const seekTable = 3;

/** Blocks before the sound (RFC 9639, 8): what says how to play it stays, what else there is becomes padding of its length. */
export async function* cleanFlac(bytes: ByteReader): AsyncGenerator<Buffer> {
  await skipTagsBefore(bytes);
  yield await bytes.take(4);
  for (let isLast = false; !isLast;) {
    const head = Buffer.from(await bytes.take(4));
    const first = head.readUInt8(0);
    const kind = first & 0x7f;
    const length = head.readUIntBE(1, 3);
    isLast = first >= 0x80;
    if (kind === streamInfo || kind === seekTable) {
      yield head;
      yield* bytes.pass(length);
      continue;
    }
    head.writeUInt8((isLast ? 0x80 : 0) | padding, 0);
    yield head;
    for await (const piece of bytes.pass(length)) yield Buffer.alloc(piece.length);
  }
  yield* withoutTagsAfter(bytes);
}

/** Sound that is nothing but frames (MP3, AAC): names, places and pictures stand in tags before and after them. */
export async function* cleanFrames(bytes: ByteReader): AsyncGenerator<Buffer> {
  await skipTagsBefore(bytes);
  yield* withoutTagsAfter(bytes);
}

/** ID3v2, 3.1: four bytes of seven bits each say how long it is. There may be several. */
async function skipTagsBefore(bytes: ByteReader): Promise<void> {
  for (;;) {
    const head = await bytes.upTo(10);
    if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') {
      bytes.putBack(head);
      return;
    }
    const hasFooter = (head.readUInt8(5) & 0x10) !== 0;
    await bytes.skip(sevenBits(head, 6) + (hasFooter ? 10 : 0));
  }
}

/** Bytes held back, because only what follows says whether they are sound. Longer tags at an end are not taken in. */
const heldBack = 1_048_576;

async function* withoutTagsAfter(bytes: ByteReader): AsyncGenerator<Buffer> {
  const held: Buffer[] = [];
  let length = 0;
  for (let piece = await bytes.some(); piece.length > 0; piece = await bytes.some()) {
    held.push(piece);
    length += piece.length;
    for (let [first] = held; first !== undefined && length - first.length >= heldBack; [first] = held) {
      held.shift();
      length -= first.length;
      yield first;
    }
  }
  let end: Buffer = Buffer.concat(held);
  for (let tag = tagAtEnd(end); tag > 0; tag = tagAtEnd(end)) {
    if (tag > end.length) throw new EndsEarly();
    end = end.subarray(0, end.length - tag);
  }
  yield end;
}

/** How long the last tag is; 0: there is none. */
function tagAtEnd(end: Buffer): number {
  const says = (text: string, fromEnd: number): boolean =>
    end.length >= fromEnd && end.toString('latin1', end.length - fromEnd, end.length - fromEnd + text.length) === text;
  // ID3v1, and the longer form of it before that.
  if (says('TAG', 128)) return 128;
  if (says('TAG+', 227)) return 227;
  // APEv2: the length has its footer in it, and not its header.
  if (says('APETAGEX', 32)) {
    const hasHeader = end.readUInt8(end.length - 32 + 23) >= 0x80;
    return Math.max(32, end.readUInt32LE(end.length - 32 + 12)) + (hasHeader ? 32 : 0);
  }
  if (says('LYRICS200', 9)) {
    const length = Number(end.toString('latin1', Math.max(0, end.length - 15), end.length - 9));
    return Number.isInteger(length) && length >= 0 ? length + 15 : 0;
  }
  // ID3v2 after the sound, which has its header again behind it.
  return says('3DI', 10) ? sevenBits(end, end.length - 4) + 20 : 0;
}

const sevenBits = (bytes: Buffer, at: number): number =>
  [0, 1, 2, 3].reduce((length, index) => length * 128 + (bytes.readUInt8(at + index) & 0x7f), 0);

async function* asFarAsThereIs(bytes: ByteReader, length: number): AsyncGenerator<Buffer> {
  for (let left = length; left > 0;) {
    const piece = await bytes.some();
    if (piece.length === 0) return;
    const part = piece.subarray(0, left);
    bytes.putBack(piece.subarray(part.length));
    left -= part.length;
    yield part;
  }
}
