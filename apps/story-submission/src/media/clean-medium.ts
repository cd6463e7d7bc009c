import { ByteReader } from './byte-reader.js';
import { cleanJpeg } from './clean-jpeg.js';
import { cleanFlac, cleanFrames, cleanWav } from './clean-sound.js';

/**
 * Without what a camera or a telephone writes beside it, its place before all. Of the formats that are not here nothing is
 * taken out: docs/media.md says so. @throws EndsEarly where it is not whole
 */
export function cleanMedium(format: string, source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const bytes = new ByteReader(source);
  switch (format) {
    case 'image/jpeg':
      return cleanJpeg(bytes);
    case 'image/png':
      return cleanPng(bytes);
    case 'image/webp':
      return cleanWebp(bytes);
    case 'video/mp4':
    case 'video/quicktime':
    case 'audio/mp4':
      return cleanBoxes(bytes);
    case 'audio/wav':
      return cleanWav(bytes);
    case 'audio/flac':
      return cleanFlac(bytes);
    case 'audio/mpeg':
    case 'audio/aac':
      return cleanFrames(bytes);
    default:
      return bytes.rest();
  }
}

/** Chunks that change how it looks; those of one capital letter first are the picture itself (PNG 5.4). */
const kept = /^(?:[A-Z][A-Za-z]{3}|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT|bKGD|pHYs|acTL|fcTL|fdAT)$/;

async function* cleanPng(bytes: ByteReader): AsyncGenerator<Buffer> {
  yield await bytes.take(8);
  for (;;) {
    const head = await bytes.take(8);
    const name = head.toString('latin1', 4);
    const bodyAndSum = head.readUInt32BE(0) + 4;
    if (!kept.test(name)) {
      await bytes.skip(bodyAndSum);
      continue;
    }
    yield head;
    yield* bytes.pass(bodyAndSum);
    if (name === 'IEND') return;
  }
}

/** Its length stands at its beginning: what goes is written over with nothing, under a name that nobody reads. */
async function* cleanWebp(bytes: ByteReader): AsyncGenerator<Buffer> {
  const head = await bytes.take(12);
  yield head;
  for (let left = head.readUInt32LE(4) - 4; left > 0;) {
    const chunk = await bytes.take(8);
    const name = chunk.toString('latin1', 0, 4);
    const length = chunk.readUInt32LE(4);
    const padded = length + (length % 2);
    left -= 8 + padded;
    if (name === 'EXIF' || name === 'XMP ') {
      yield named(chunk, 0);
      yield* nothing(bytes, padded);
    } else if (name === 'VP8X' && padded >= 1) {
      const flags = Buffer.from(await bytes.take(1));
      // Bits of "there is Exif" and "there is XMP".
      flags.writeUInt8(flags.readUInt8(0) & ~0b1100);
      yield chunk;
      yield flags;
      yield* bytes.pass(padded - 1);
    } else {
      yield chunk;
      yield* bytes.pass(padded);
    }
  }
}

const holdsBoxes = new Set(['moov', 'trak']);
/** What programs write of place, device and owner (ISO 14496-12, 8.10 and 8.11); also whatever a maker invented. */
const saysMore = new Set(['udta', 'meta', 'uuid']);

/** Films and recordings of telephones. Places in the file are counted from its start, so lengths stay: what goes is `free`. */
async function* cleanBoxes(bytes: ByteReader, length = Infinity, depth = 0): AsyncGenerator<Buffer> {
  for (let left = length; left > 0;) {
    const head = await bytes.upTo(8);
    if (head.length === 0 && length === Infinity) return;
    // Shorter than a box: filling.
    if (head.length < 8 || left < 8) {
      yield head;
      return;
    }
    const name = head.toString('latin1', 4);
    const short = head.readUInt32BE(0);
    const long = short === 1 ? await bytes.take(8) : Buffer.alloc(0);
    const whole = short === 1 ? Number(long.readBigUInt64BE(0)) : short === 0 ? Infinity : short;
    const body = whole - 8 - long.length;
    left -= whole;
    yield saysMore.has(name) ? named(head, 4) : head;
    yield long;
    if (body === Infinity) yield* bytes.rest();
    else if (saysMore.has(name)) yield* nothing(bytes, body);
    // No deeper than they are made: a file of nothing but beginnings must not fill the memory.
    else if (depth < 2 && holdsBoxes.has(name)) yield* cleanBoxes(bytes, body, depth + 1);
    else yield* bytes.pass(body);
  }
}

function named(head: Buffer, at: number): Buffer {
  const copy = Buffer.from(head);
  copy.write('free', at, 'latin1');
  return copy;
}

async function* nothing(bytes: ByteReader, length: number): AsyncGenerator<Buffer> {
  for await (const piece of bytes.pass(length)) yield Buffer.alloc(piece.length);
}
