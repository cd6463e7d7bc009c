import { EndsEarly, nothing, type ByteReader } from './byte-reader.js';
import { emptyVorbisComments } from './clean-ogg.js';
import { NotUnderstood } from './not-understood.js';

/** Elements that hold others (RFC 9559): their heads are handed on, and what they hold is looked at one by one. */
const opened = new Set(['1a45dfa3', '18538067', '1549a966', '1654ae6b', 'ae', '1f43b675']);

/** What plays it. Everything else says who made it, with what, where and when, or is of no use once that has gone. */
const playsIt = new Set([
  // Of the file: versions, and which kind it is.
  ...['4286', '42f7', '42f2', '42f3', '4282', '4287', '4285'],
  // Where parts of it are, how long it is, and the pieces of it.
  ...['114d9b74', '1c53bb6b', '2ad7b1', '4489', 'e7', 'ab', 'a7', 'a3', 'a0'],
  // Of a track: which one, how it is coded, its size and its language.
  ...['d7', '73c5', '83', 'b9', '88', '55aa', '9c', '6de7', '6df8', '23e383', '23314f', '55ee', '22b59c', '22b59d'],
  ...['86', 'aa', '56aa', '56bb', 'e0', 'e1', '6d80'],
]);
/** Must be there, and say by which program it was made: they stay, with nothing in them. */
const mustBeThere = new Set(['4d80', '5741']);
const codecPrivate = '63a2';
const longestPrivate = 1_048_576;

/**
 * Films and recordings of browsers. Places in it are counted from its start, so lengths stay: what goes becomes `Void` of
 * the length it had. What holds others may be of unknown length, so nothing relies on where it ends.
 */
export async function* cleanWebm(bytes: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const id = await numberOf(bytes, 4);
    if (id === undefined) return;
    const size = await numberOf(bytes, 8);
    if (size === undefined) throw new EndsEarly();
    const name = id.toString('hex');
    if (opened.has(name)) {
      yield Buffer.concat([id, size]);
      continue;
    }
    const length = lengthIn(size);
    if (playsIt.has(name)) {
      yield Buffer.concat([id, size]);
      yield* bytes.pass(length);
    } else if (mustBeThere.has(name)) {
      yield Buffer.concat([id, size]);
      yield* nothing(bytes, length);
    } else if (name === codecPrivate) {
      if (length > longestPrivate) throw new NotUnderstood('More than a decoder is told');
      yield Buffer.concat([id, size, withoutComments(Buffer.from(await bytes.take(length)))]);
    } else {
      yield unnamed(id.length + size.length, length);
      yield* nothing(bytes, length);
    }
  }
}

/** As many zeros lead its first byte as bytes follow (RFC 8794, 4). Undefined: there are none any more. */
async function numberOf(bytes: ByteReader, longest: number): Promise<Buffer | undefined> {
  const first = await bytes.upTo(1);
  if (first.length === 0) return undefined;
  const length = Math.clz32(first.readUInt8(0)) - 23;
  if (length > longest) throw new NotUnderstood('Not an element');
  return Buffer.concat([first, await bytes.take(length - 1)]);
}

/** @throws NotUnderstood where it is not said: only what is opened may leave it out */
function lengthIn(size: Buffer): number {
  const bits = BigInt(`0x${size.toString('hex')}`);
  const marker = 1n << BigInt(7 * size.length);
  const length = bits - marker;
  if (length === marker - 1n || length > BigInt(Number.MAX_SAFE_INTEGER)) throw new NotUnderstood('Without an end');
  return Number(length);
}

/** The head of a `Void` in the place of another head. */
function unnamed(headLength: number, length: number): Buffer {
  const width = Math.min(8, headLength - 1);
  const head = Buffer.alloc(headLength);
  const filling = headLength - 1 - width;
  head.writeUInt8(0xec, 0);
  const size = (1n << BigInt(7 * width)) | BigInt(length + filling);
  head.write(size.toString(16).padStart(2 * width, '0'), 1, 'hex');
  return head;
}

/** Vorbis has its comments in here: three packets, of which the first two say how long they are (RFC 9559, 4). */
function withoutComments(decoder: Buffer): Buffer {
  let at = 1;
  const lengths = [0, 0].map(() => {
    let length = 0;
    for (let more = 255; more === 255; at += 1) {
      more = decoder[at] ?? 0;
      length += more;
    }
    return length;
  });
  const [first = 0, second = 0] = lengths;
  if (decoder[0] !== 2 || decoder.toString('latin1', at, at + 7) !== '\x01vorbis') return decoder;
  emptyVorbisComments(decoder.subarray(at + first, at + first + second));
  return decoder;
}
