import { ByteReader, nothing } from './byte-reader.js';
import { cleanBoxes } from './clean-boxes.js';
import { cleanJpeg } from './clean-jpeg.js';
import { cleanOgg } from './clean-ogg.js';
import { cleanFlac, cleanFrames, cleanWav } from './clean-sound.js';
import { cleanWebm } from './clean-webm.js';

/**
 * Without what a camera or a telephone writes beside it, its place before all. Of the format that is not here nothing is
 * taken out: docs/media.md and the page say so. @throws EndsEarly where it is not whole, NotUnderstood where it holds more
 * than could be taken out
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
    case 'video/webm':
      return cleanWebm(bytes);
    case 'audio/ogg':
      return cleanOgg(bytes);
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

/** How it looks; what else there is says who made it, where and when. */
const pictureItself = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

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
    if (pictureItself.has(name)) {
      yield chunk;
      yield* bytes.pass(padded);
    } else if (name === 'VP8X' && padded >= 1) {
      const flags = Buffer.from(await bytes.take(1));
      // Bits of "there is Exif" and "there is XMP".
      flags.writeUInt8(flags.readUInt8(0) & ~0b1100);
      yield chunk;
      yield flags;
      yield* bytes.pass(padded - 1);
    } else {
      const unnamed = Buffer.from(chunk);
      unnamed.write('free', 0, 'latin1');
      yield unnamed;
      yield* nothing(bytes, padded);
    }
  }
}
