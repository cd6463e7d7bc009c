import { box, filmWithPlace, inPieces, place } from '../testing/some-media.js';
import { EndsEarly } from './byte-reader.js';
import { cleanMedium } from './clean-medium.js';
import { kindOfBytes } from './kind-of-bytes.js';
import { NotUnderstood } from './not-understood.js';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const zeros = (length: number): Buffer => Buffer.alloc(length);
const noise = Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 7) % 241));

async function cleaned(format: string, bytes: Buffer, size: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of cleanMedium(format, inPieces(bytes, size))) parts.push(part);
  return Buffer.concat(parts);
}

async function becomes(format: string, given: Buffer, expected: Buffer): Promise<void> {
  for (const size of [1, 7, 1_000_000]) {
    const out = await cleaned(format, given, size);
    expect(out.toString('latin1')).not.toContain(place);
    expect(out.equals(expected)).toBe(true);
  }
}

/** RFC 3533: polynomial 0x04c11db7, bit by bit, over the page with zeros where it stands. */
function sumOf(page: Buffer): number {
  let sum = 0;
  for (const byte of page) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const top = ((sum >>> 31) ^ (byte >> bit)) & 1;
      sum = (sum << 1) ^ (top === 1 ? 0x04c11db7 : 0);
    }
  }
  return sum >>> 0;
}

/** `packets`: parts of packets, the last of which goes on in the next page where `goesOn`. */
function oggPage(flags: number, serial: number, packets: readonly Buffer[], goesOn = false): Buffer {
  const lacing = packets.flatMap((packet, index) => {
    const full = Array.from({ length: Math.floor(packet.length / 255) }, () => 255);
    return goesOn && index === packets.length - 1 ? full : [...full, packet.length % 255];
  });
  const head = zeros(27);
  head.write('OggS', 'latin1');
  head.writeUInt8(flags, 5);
  head.writeUInt32LE(serial, 14);
  head.writeUInt8(lacing.length, 26);
  const page = Buffer.concat([head, Buffer.from(lacing), ...packets]);
  page.writeUInt32LE(sumOf(page), 22);
  return page;
}

const length = (text: string | Buffer): Buffer => {
  const bytes = zeros(4);
  bytes.writeUInt32LE(text.length);
  return bytes;
};
/** Maker, one comment, and a picture that is longer than a page's part. */
const comments = Buffer.concat([
  ...[length('Recorder of Mair'), ascii('Recorder of Mair'), hex('02000000')],
  ...[length(`LOCATION=${place}`), ascii(`LOCATION=${place}`)],
  ...[length('x'.repeat(600)), ascii(place.padEnd(600, 'x'))],
]);
const opusHead = Buffer.concat([ascii('OpusHead'), hex('01 01 0000 80bb0000 0000 00')]);
const vorbisHead = Buffer.concat([ascii('\x01vorbis'), zeros(22), hex('01')]);
const setup = Buffer.concat([ascii('\x05vorbis'), noise.subarray(0, 300)]);

const opusOf = (said: Buffer): Buffer =>
  Buffer.concat([
    oggPage(2, 5, [opusHead]),
    oggPage(0, 5, [Buffer.concat([ascii('OpusTags'), said])]),
    oggPage(0, 5, [noise.subarray(0, 200), noise.subarray(200, 500)]),
    oggPage(4, 5, [noise.subarray(500, 700)]),
  ]);
/** The comments go over two pages, and what the decoder needs begins behind them. */
const vorbisOf = (said: Buffer): Buffer => {
  const second = Buffer.concat([ascii('\x03vorbis'), said, hex('01')]);
  return Buffer.concat([
    oggPage(2, 9, [vorbisHead]),
    oggPage(0, 9, [second.subarray(0, 510)], true),
    oggPage(1, 9, [second.subarray(510), setup]),
    oggPage(4, 9, [noise.subarray(0, 700)]),
  ]);
};
/** No maker and no comments; Vorbis has its mark behind them. */
const none = zeros(comments.length);
const noneInVorbis = Buffer.concat([zeros(8), hex('01'), zeros(comments.length - 9), hex('00')]);
const vorbisCleaned = (() => {
  const page = vorbisOf(none);
  const second = Buffer.concat([ascii('\x03vorbis'), noneInVorbis]);
  return Buffer.concat([
    page.subarray(0, oggPage(2, 9, [vorbisHead]).length),
    oggPage(0, 9, [second.subarray(0, 510)], true),
    oggPage(1, 9, [second.subarray(510), setup]),
    oggPage(4, 9, [noise.subarray(0, 700)]),
  ]);
})();

describe('what programs write within Ogg', () => {
  it('is taken out of Opus and Vorbis, however it comes in, and the sound stays', async () => {
    expect(opusOf(comments).includes(place)).toBe(true);
    expect(await kindOfBytes(opusOf(comments))).toEqual({ kind: 'audio', format: 'audio/ogg' });
    await becomes('audio/ogg', opusOf(comments), opusOf(none));
    await becomes('audio/ogg', vorbisOf(comments), vorbisCleaned);
    // One recording behind the other, with streams of their own.
    await becomes(
      'audio/ogg',
      Buffer.concat([opusOf(comments), vorbisOf(comments)]),
      Buffer.concat([opusOf(none), vorbisCleaned]),
    );
  });

  it('is refused where it is not known: a stream of another kind, other comments, a page of no stream', async () => {
    const flac = oggPage(2, 5, [Buffer.concat([ascii('\x7fFLAC'), zeros(46)])]);
    const other = [oggPage(2, 5, [opusHead]), oggPage(0, 5, [Buffer.concat([ascii('OpusMore'), comments])])];
    for (const given of [flac, Buffer.concat(other), oggPage(0, 7, [noise.subarray(0, 50)])]) {
      await expect(cleaned('audio/ogg', given, 99)).rejects.toThrow(NotUnderstood);
    }
    await expect(cleaned('audio/ogg', opusOf(comments).subarray(0, 400), 99)).rejects.toThrow(EndsEarly);
    await expect(cleaned('audio/ogg', Buffer.concat([opusOf(comments), ascii(place)]), 99)).rejects.toThrow(EndsEarly);
  });
});

/** `wide`: how many bytes say how long it is. */
function element(id: string, body: Buffer, wide = 1): Buffer {
  const size = (1n << BigInt(7 * wide)) | BigInt(body.length);
  return Buffer.concat([hex(id), hex(size.toString(16).padStart(2 * wide, '0')), body]);
}
const ofUnknownLength = (id: string, body: Buffer): Buffer => Buffer.concat([hex(id), hex('01ffffffffffffff'), body]);

const webmHead = element('1a45dfa3', Buffer.concat([element('4286', hex('01')), element('4282', ascii('webm'))]));
const decoder = (said: Buffer, end: Buffer): Buffer =>
  Buffer.concat([
    hex('02'),
    Buffer.from([vorbisHead.length, 255, 255, 7 + said.length + 1 - 510]),
    vorbisHead,
    ascii('\x03vorbis'),
    ...[said, end, setup],
  ]);
const cluster = (body: Buffer): Buffer =>
  ofUnknownLength('1f43b675', Buffer.concat([element('e7', hex('00')), body, element('a3', noise, 4)]));

const webmWithPlace = Buffer.concat([
  webmHead,
  ofUnknownLength(
    '18538067',
    Buffer.concat([
      element(
        '1549a966',
        Buffer.concat([
          element('bf', ascii('sum!')),
          element('2ad7b1', hex('0f4240')),
          element('7ba9', ascii(place)),
          element('4461', zeros(8).fill(6), 8),
          element('4d80', ascii(`Mair ${place}`)),
        ]),
      ),
      element(
        '1654ae6b',
        element(
          'ae',
          Buffer.concat([
            element('d7', hex('01')),
            element('536e', ascii(place)),
            element('63a2', decoder(comments, hex('01')), 2),
          ]),
          2,
        ),
        2,
      ),
      cluster(Buffer.alloc(0)),
      element('1254c367', ascii(place), 8),
      element('ec', ascii(place)),
      cluster(element('ab', hex('05'))),
      element('1941a469', ascii(place)),
    ]),
  ),
]);
/** Each as long as it was, under the name of what is nothing. */
const gone = (bytes: number, wide: number): Buffer => element('ec', zeros(bytes), wide);
const webmCleaned = Buffer.concat([
  webmHead,
  ofUnknownLength(
    '18538067',
    Buffer.concat([
      element(
        '1549a966',
        Buffer.concat([
          gone(4, 1),
          element('2ad7b1', hex('0f4240')),
          gone(place.length, 2),
          // Ten bytes were its name and length: eight say the length at most.
          gone(9, 8),
          element('4d80', zeros(5 + place.length)),
        ]),
      ),
      element(
        '1654ae6b',
        element(
          'ae',
          Buffer.concat([
            element('d7', hex('01')),
            gone(place.length, 2),
            element('63a2', decoder(noneInVorbis.subarray(0, -1), hex('00')), 2),
          ]),
          2,
        ),
        2,
      ),
      cluster(Buffer.alloc(0)),
      gone(place.length + 3, 8),
      gone(place.length, 1),
      cluster(element('ab', hex('05'))),
      gone(place.length, 4),
    ]),
  ),
]);

describe('what programs write within WebM', () => {
  it('is taken out, however it comes in, and the film stays where it was', async () => {
    expect(await kindOfBytes(webmWithPlace)).toEqual({ kind: 'video', format: 'video/webm' });
    expect(webmCleaned).toHaveLength(webmWithPlace.length);
    await becomes('video/webm', webmWithPlace, webmCleaned);
  });

  it('is refused where it is not known what it is, or where it ends', async () => {
    for (const more of [
      ofUnknownLength('1254c367', ascii(place)),
      hex('00'),
      ascii('\x05 no element'),
      element('63a2', zeros(2 ** 20 + 1), 4),
    ]) {
      await expect(cleaned('video/webm', Buffer.concat([webmWithPlace, more]), 999)).rejects.toThrow(NotUnderstood);
    }
    await expect(cleaned('video/webm', webmWithPlace.subarray(0, -5), 999)).rejects.toThrow(EndsEarly);
  });
});

const full = zeros(4);
const times = Buffer.alloc(8, 7);
const handler = (kind: string, named: string): Buffer =>
  box('hdlr', full, ascii('mhlr'), ascii(kind), ascii(named.padEnd(40)));
const picture = (coder: string): Buffer =>
  box(
    'avc1',
    zeros(6),
    hex('0001'),
    zeros(34),
    ascii(coder.padEnd(32, '\0')),
    hex('0018ffff'),
    box('avcC', noise.subarray(0, 40)),
  );
const samples = (...entries: readonly Buffer[]): Buffer => box('stsd', full, hex('00000001'), ...entries);
const track = (kind: string, named: string, entries: Buffer, when: Buffer, over = ''): Buffer =>
  box(
    'trak',
    box('tkhd', full, when, Buffer.alloc(72, 2)),
    box(
      'mdia',
      box('mdhd', full, when, Buffer.alloc(12, 3)),
      handler(kind, named),
      box('minf', box('vmhd', zeros(12)), box('stbl', entries, box('stsz', noise.subarray(0, 100)))),
      ...(over === ''
        ? []
        : [box(over === 'free' ? 'free' : 'meta', over === 'free' ? zeros(place.length) : ascii(over))]),
    ),
  );
const fileType = box('ftyp', ascii('isom'), zeros(4), ascii('isommp42'));
/** Of a version whose times take eight bytes each. */
const longTimes = (when: Buffer): Buffer => box('mvhd', hex('01000000'), when, when, Buffer.alloc(92, 4));

describe('what telephones write within films', () => {
  const film = (...tracks: readonly Buffer[]): Buffer =>
    Buffer.concat([fileType, box('moov', longTimes(times), ...tracks)]);

  it('is taken out at every depth, with the times and the names of programs, and the film stays where it was', async () => {
    const given = Buffer.concat([
      film(track('vide', place, samples(picture(`\x1f${place}`)), times, place)),
      box('free', ascii(place)),
      box('beam', ascii(place)),
      box('moof', box('mfhd', zeros(8)), box('traf', box('tfhd', noise.subarray(0, 20)), box('uuid', ascii(place)))),
      box('mdat', noise),
    ]);
    const quiet = Buffer.concat([
      fileType,
      box(
        'moov',
        longTimes(zeros(8)),
        (() => {
          const bytes = track('vide', '', samples(picture('')), zeros(8), 'free');
          // Its maker's names are nothing as well, and not blanks.
          const at = bytes.indexOf('vide') + 4;
          return bytes.fill(0, at, at + 40);
        })(),
      ),
      box('free', zeros(place.length)),
      box('free', zeros(place.length)),
      box(
        'moof',
        box('mfhd', zeros(8)),
        box('traf', box('tfhd', noise.subarray(0, 20)), box('free', zeros(place.length))),
      ),
      box('mdat', noise),
    ]);
    await becomes('video/mp4', given, quiet);
    await becomes('video/quicktime', given, quiet);
  });

  it('is refused where it is a track of its own, as of action cameras; which way up it was held may stay', async () => {
    const beside = (kind: string, entry: string, keys = ''): Buffer =>
      film(
        track('soun', '', samples(box('mp4a', noise.subarray(0, 28))), times),
        track(kind, '', samples(box(entry, zeros(8), ascii(keys))), times),
      );
    const given: readonly (readonly [string, string, string])[] = [
      ['meta', 'gpmd', ''],
      ['camm', 'camm', ''],
      ['text', 'tx3g', ''],
      ['meta', 'mebx', 'com.apple.quicktime.location.ISO6709'],
    ];
    for (const [kind, entry, keys] of given) {
      await expect(cleaned('video/mp4', beside(kind, entry, keys), 99)).rejects.toThrow(NotUnderstood);
    }
    const held = beside('meta', 'mebx', 'com.apple.quicktime.video-orientation');
    expect(await cleaned('video/mp4', held, 99)).toHaveLength(held.length);
    await expect(cleaned('video/mp4', Buffer.concat([fileType, box('moov', box('cmov', noise))]), 99)).rejects.toThrow(
      NotUnderstood,
    );
    await expect(cleaned('video/mp4', filmWithPlace.subarray(0, -5), 99)).rejects.toThrow(EndsEarly);
  });
});
