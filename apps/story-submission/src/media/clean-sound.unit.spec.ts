import { inPieces, place, soundOf } from '../testing/some-media.js';
import { EndsEarly } from './byte-reader.js';
import { cleanMedium } from './clean-medium.js';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

async function cleaned(format: string, bytes: Buffer, size: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of cleanMedium(format, inPieces(bytes, size))) parts.push(part);
  return Buffer.concat(parts);
}

/** Frames, or what could be: bytes among which no tag stands. */
const frames = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7) % 241));

/** ID3v2.3 with one text, and room after it; `flags`: whether its header stands behind it again. */
function id3(text: string, flags = 0): Buffer {
  const body = Buffer.concat([ascii('COMM'), ascii(text), Buffer.alloc(200)]);
  const sizes = [21, 14, 7, 0].map((shift) => (body.length >> shift) & 0x7f);
  const head = Buffer.concat([ascii('ID3'), Buffer.from([3, 0, flags, ...sizes])]);
  return Buffer.concat([head, body, ...(flags === 0 ? [] : [ascii('3DI'), head.subarray(3)])]);
}
const id3v1 = Buffer.concat([ascii('TAG'), ascii(place.padEnd(125, '\0'))]);
/** APEv2 with a header and a footer: the length has the footer in it. */
function ape(text: string): Buffer {
  const part = (isHeader: boolean): Buffer => {
    const bytes = Buffer.alloc(32);
    bytes.write('APETAGEX', 0, 'latin1');
    bytes.writeUInt32LE(2_000, 8);
    bytes.writeUInt32LE(text.length + 32, 12);
    bytes.writeUInt32LE(1, 16);
    bytes.writeUInt32LE(isHeader ? 0xa0000000 : 0x80000000, 20);
    return bytes;
  };
  return Buffer.concat([part(true), ascii(text), part(false)]);
}
const lyrics = Buffer.concat([ascii(`LYRICSBEGIN${place}`), ascii('000034LYRICS200')]);

const wavChunk = (name: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([ascii(name), length, body, Buffer.alloc(body.length % 2)]);
};
const wavOf = (...chunks: readonly Buffer[]): Buffer => {
  const body = Buffer.concat([ascii('WAVE'), ...chunks]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([ascii('RIFF'), length, body]);
};
const fmt = wavChunk('fmt ', Buffer.from('0100010040 1f0000803e000002001000'.replace(' ', ''), 'hex'));
const said = ascii(`INFOIART${place}`);
const nothing = Buffer.alloc(said.length);
const wav = wavOf(fmt, wavChunk('LIST', said), wavChunk('data', frames), wavChunk('bext', said));

const flacBlock = (kind: number, body: Buffer, isLast = false): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt8(kind + (isLast ? 0x80 : 0), 0);
  head.writeUIntBE(body.length, 1, 3);
  return Buffer.concat([head, body]);
};
const info = Buffer.alloc(34, 9);
const flac = Buffer.concat([
  ascii('fLaC'),
  ...[flacBlock(0, info), flacBlock(4, said), flacBlock(6, said, true)],
  frames,
]);

describe('what programs write beside sound', () => {
  const formats: readonly (readonly [string, string, Buffer, Buffer])[] = [
    ['MP3, before and after', 'audio/mpeg', Buffer.concat([id3(place), id3(place), frames, ape(place), id3v1]), frames],
    ['MP3, after alone', 'audio/mpeg', Buffer.concat([frames, lyrics, id3v1]), frames],
    ['MP3, with its header again', 'audio/mpeg', Buffer.concat([frames, id3(place, 0x10)]), frames],
    ['MP3 with nothing', 'audio/mpeg', frames, frames],
    ['AAC', 'audio/aac', Buffer.concat([id3(place), frames]), frames],
    [
      'WAV',
      'audio/wav',
      wav,
      wavOf(fmt, wavChunk('JUNK', nothing), wavChunk('data', frames), wavChunk('JUNK', nothing)),
    ],
    [
      'FLAC',
      'audio/flac',
      Buffer.concat([id3(place), flac, id3v1]),
      Buffer.concat([
        ascii('fLaC'),
        ...[flacBlock(0, info), flacBlock(1, nothing), flacBlock(1, nothing, true)],
        frames,
      ]),
    ],
  ];

  it.each(formats)(
    'is taken out of %s, however it comes in, and the sound stays',
    async (_, format, given, expected) => {
      for (const size of [1, 7, 1_000_000]) {
        const out = await cleaned(format, given, size);
        expect(out.includes(place)).toBe(false);
        expect(out.equals(expected)).toBe(true);
      }
    },
  );

  it('leaves a recording that was cut off as far as it goes', async () => {
    const cut = wavOf(fmt, wavChunk('data', frames)).subarray(0, 1_001);
    expect((await cleaned('audio/wav', cut, 99)).equals(cut)).toBe(true);
    expect((await cleaned('audio/wav', soundOf(50_000), 999)).equals(soundOf(50_000))).toBe(true);
  });

  it('hands long sound on as it comes, and holds no more back than a tag may be long', async () => {
    const long = Buffer.concat([...Array.from({ length: 600 }, () => frames), id3v1]);
    expect((await cleaned('audio/mpeg', long, 65_536)).equals(long.subarray(0, -128))).toBe(true);
  });

  it('is not taken in where it is longer than what is held back, or says more than there is', async () => {
    const picture = ape('x'.repeat(1_300_000));
    await expect(cleaned('audio/mpeg', Buffer.concat([frames, picture]), 65_536)).rejects.toThrow(EndsEarly);
    await expect(cleaned('audio/mpeg', id3(place).subarray(0, 100), 7)).rejects.toThrow(EndsEarly);
  });
});
