import { EndsEarly, type ByteReader } from './byte-reader.js';
import { NotUnderstood } from './not-understood.js';

/** How the second packet of a stream begins, which holds its comments, by how the first one does. */
const commentsAfter: readonly (readonly [first: string, second: string, endsWithMark: boolean])[] = [
  ['OpusHead', 'OpusTags', false],
  ['\x01vorbis', '\x03vorbis', true],
  ['Speex   ', '', false],
];

/** One stream of those that a file holds together or one after the other. */
interface Stream {
  readonly begins: string;
  readonly hasMark: boolean;
  packet: number;
  /** Within the packet. */
  at: number;
}

/**
 * Names, places, notes and pictures stand in one packet of each stream (RFC 7845, 5.2; Vorbis I, 5). It stays as long as it
 * was and says that there are none: no maker, no comments, and zeros. Sums of its pages are made anew.
 */
export async function* cleanOgg(bytes: ByteReader): AsyncGenerator<Buffer> {
  const streams = new Map<number, Stream>();
  for (;;) {
    const start = await bytes.upTo(27);
    if (start.length === 0) return;
    if (start.length < 27 || start.toString('latin1', 0, 4) !== 'OggS') throw new EndsEarly();
    const lacing = await bytes.take(start.readUInt8(26));
    const body = Buffer.from(await bytes.take(lacing.reduce((sum, length) => sum + length, 0)));
    const serial = start.readUInt32LE(14);
    const isFirst = (start.readUInt8(5) & 0x02) !== 0;
    if (isFirst) streams.set(serial, streamOf(body));
    const stream = streams.get(serial);
    if (stream === undefined) throw new NotUnderstood('A page of no stream');
    const mayChange = stream.packet <= 1;
    const page = Buffer.concat([start, lacing, emptied(stream, lacing, body)]);
    if (mayChange) withSum(page);
    yield page;
  }
}

function streamOf(firstPage: Buffer): Stream {
  const kind = commentsAfter.find(([first]) => firstPage.toString('latin1', 0, first.length) === first);
  if (kind === undefined) throw new NotUnderstood('A stream of another kind');
  const [, begins, hasMark] = kind;
  return { begins, hasMark, packet: 0, at: 0 };
}

/** A packet ends with the first part that is shorter than 255 (RFC 3533, 5). */
function emptied(stream: Stream, lacing: Buffer, body: Buffer): Buffer {
  let from = 0;
  for (const length of lacing) {
    const part = body.subarray(from, from + length);
    if (stream.packet === 1) emptyComments(stream, part);
    stream.at += length;
    from += length;
    if (length === 255) continue;
    if (stream.packet === 1 && stream.at < emptyLength(stream)) throw new EndsEarly();
    stream.packet += 1;
    stream.at = 0;
  }
  return body;
}

/** Two lengths of four bytes that say nothing; Vorbis wants a mark behind them. */
const emptyLength = ({ begins, hasMark }: Stream): number => begins.length + 8 + (hasMark ? 1 : 0);

function emptyComments(stream: Stream, part: Buffer): void {
  const { at, begins, hasMark } = stream;
  for (let index = 0; index < part.length; index += 1) {
    const place = at + index;
    if (place < begins.length) {
      if (part.readUInt8(index) !== begins.charCodeAt(place)) throw new NotUnderstood('Comments of another kind');
    } else part.writeUInt8(hasMark && place === begins.length + 8 ? 1 : 0, index);
  }
}

/** Vorbis within other files: the packet alone. @throws NotUnderstood, EndsEarly */
export function emptyVorbisComments(packet: Buffer): void {
  const stream: Stream = { begins: '\x03vorbis', hasMark: true, packet: 1, at: 0 };
  if (packet.length < emptyLength(stream)) throw new EndsEarly();
  emptyComments(stream, packet);
}

/** RFC 3533, 6: of the page with zeros in its place. */
function withSum(page: Buffer): void {
  page.writeUInt32LE(0, 22);
  let sum = 0;
  for (const byte of page) sum = ((sum << 8) ^ (sums[((sum >>> 24) & 0xff) ^ byte] ?? 0)) >>> 0;
  page.writeUInt32LE(sum, 22);
}

const sums: readonly number[] = Array.from({ length: 256 }, (_, index) => {
  let sum = index << 24;
  for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x80000000) === 0 ? sum << 1 : (sum << 1) ^ 0x04c11db7;
  return sum >>> 0;
});
