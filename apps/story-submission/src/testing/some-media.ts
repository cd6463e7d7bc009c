import { crc32, deflateSync } from 'node:zlib';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

export async function* inPieces(bytes: Buffer, size: number): AsyncIterable<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** A place that must not get through. */
export const place = 'Stryd Fawr, Pont y Bore';

function pngChunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([ascii(name), body])));
  return Buffer.concat([length, ascii(name), body, sum]);
}

const pngOf = (...chunks: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    // One grey dot.
    pngChunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    ...chunks,
    pngChunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

export const plainPng = pngOf();
export const pngWithPlace = Buffer.concat([
  pngOf(pngChunk('tEXt', ascii(`Place\0${place}`)), pngChunk('eXIf', ascii(place))),
  ascii(place),
]);

function jpegPart(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const jpegBegins = Buffer.from([0xff, 0xd8]);
const jfif = jpegPart(0xe0, Buffer.from('4a46494600010100000100010000', 'hex'));
const table = jpegPart(0xdb, Buffer.alloc(65, 1));
/** With a 0xff of its own, and a mark at which it can be taken up again. */
const scan = Buffer.concat([jpegPart(0xda, Buffer.alloc(8, 2)), Buffer.from('12ff00ffd034ff0056', 'hex')]);
const jpegEnds = Buffer.from([0xff, 0xd9]);

/** Which way up: a quarter turned, then a tag with the place. */
const tiff = Buffer.concat([
  Buffer.from('49492a00080000000200', 'hex'),
  Buffer.from('1201030001000000' + '06000000', 'hex'),
  Buffer.from('0e010200' + '17000000' + '26000000', 'hex'),
  Buffer.from('00000000', 'hex'),
  ascii(place),
]);
export const jpegWithPlace = Buffer.concat([
  jpegBegins,
  jfif,
  jpegPart(0xe1, Buffer.concat([ascii('Exif\0\0'), tiff])),
  jpegPart(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${place}`)),
  jpegPart(0xfe, ascii(place)),
  table,
  scan,
  jpegEnds,
  ascii(place),
]);
/** What is left: the same picture, and that it is a quarter turned (tag 0x0112, a short, 6). */
export const jpegCleaned = Buffer.concat([
  jpegBegins,
  jfif,
  jpegPart(
    0xe1,
    Buffer.concat([ascii('Exif\0\0'), Buffer.from('4d4d002a000000080001011200030000000100060000' + '00000000', 'hex')]),
  ),
  table,
  scan,
  jpegEnds,
]);

function riffChunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([ascii(name), length, body, Buffer.alloc(body.length % 2)]);
}

const webpOf = (flags: number, last: string, said: Buffer): Buffer =>
  riffChunk(
    'RIFF',
    Buffer.concat([
      ascii('WEBP'),
      riffChunk('VP8X', Buffer.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
      riffChunk('VP8L', Buffer.alloc(5, 3)),
      riffChunk(last, said),
    ]),
  );
export const webpWithPlace = webpOf(0b1000, 'EXIF', ascii(place));
export const webpCleaned = webpOf(0, 'free', Buffer.alloc(place.length));

export function box(name: string, ...bodies: readonly Buffer[]): Buffer {
  const body = Buffer.concat(bodies);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 8);
  return Buffer.concat([length, ascii(name), body]);
}

/** Version, flags, when it was made and changed, and what follows. */
const timed = (name: string, when: number, rest: number): Buffer =>
  box(name, Buffer.alloc(4), Buffer.alloc(8, when), Buffer.alloc(rest, 2));
const filmOf = (where: string, said: Buffer, when: number): Buffer =>
  Buffer.concat([
    box('ftyp', ascii('isom'), Buffer.alloc(4), ascii('isommp42')),
    box('moov', timed('mvhd', when, 88), box('trak', timed('tkhd', when, 72), box(where, said))),
    box('mdat', Buffer.alloc(300_000, 5)),
  ]);
export const filmWithPlace = filmOf('udta', ascii(place), 7);
export const filmCleaned = filmOf('free', Buffer.alloc(place.length), 0);

/** With a track that says where it was, as action cameras write it. */
export const recordingWithTrackOfPlaces = Buffer.concat([
  box('ftyp', ascii('M4A '), Buffer.alloc(4), ascii('M4A mp42')),
  box('mdat', Buffer.alloc(300_000, 5)),
  box(
    'moov',
    box(
      'trak',
      box(
        'mdia',
        box('hdlr', Buffer.alloc(8), ascii('meta'), Buffer.alloc(13)),
        box('minf', box('stbl', box('stsd', Buffer.alloc(8), box('gpmd', Buffer.alloc(8), ascii(place))))),
      ),
    ),
  ),
]);

/** Speaking, or what could be: so many bytes of it. */
export const soundOf = (bytes: number): Buffer =>
  Buffer.concat([
    ascii('RIFF'),
    Buffer.from([0, 0, 0, 0]),
    ascii('WAVEfmt '),
    Buffer.from(Array.from({ length: bytes - 16 }, (_, index) => (index * 31) % 251)),
  ]);

export const aPdf = ascii('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');
