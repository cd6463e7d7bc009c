import { createHash } from 'node:crypto';

import type { MediaDesign, MediumKind } from '#contracts/shared/programme.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { KeysErased } from '#key-vault/key-vault.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { ScanUnavailable, type ScanVerdict } from '#service-kit/files/virus-scan.js';

import { largestOf, megabyte, roomForMore } from '../domain/media/media.js';
import { ByteReader, EndsEarly } from './byte-reader.js';
import { cleanMedium } from './clean-medium.js';
import { kindOfBytes, tellingBytes } from './kind-of-bytes.js';
import { mediaOf } from './media-of.js';
import { keysOfMedium, mediumFile } from './medium-file.js';
import { NotUnderstood } from './not-understood.js';
import { closedTo, type StoryOfMedia } from './story-of-media.js';

/** What was kept, sealed, of what somebody sent. Nobody can open it until it is written down. */
export interface KeptMedium {
  readonly medium: string;
  readonly kind: MediumKind;
  readonly format: string;
  readonly bytes: number;
  readonly scan: 'clean' | 'not-scanned';
  /** Of how it begins: the same form sent twice is known by it. */
  readonly hash: string;
}

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** As it comes in: looked at, cleaned, sealed, scanned. What is refused leaves nothing. */
export async function keepMedium(
  service: ServiceRuntime,
  story: StoryOfMedia,
  medium: string,
  sent: AsyncIterable<Uint8Array>,
): Promise<KeptMedium | Refusal> {
  const { files, views } = service;
  if (story.isWithdrawn) return refuse('story-already-withdrawn');
  const rules = (await views.get(knownProgrammes, story.programme))?.design.media;
  const { media } = await mediaOf(service, story.id);
  const bytes = new ByteReader(sent);
  const beginning = await bytes.upTo(tellingBytes);
  const hash = createHash('sha256').update(beginning).digest('base64url');
  const there = media.media.find((each) => each.medium === medium);
  if (there !== undefined) return { ...there, scan: 'not-scanned', hash };
  const noRoom = roomForMore(media, rules);
  if (noRoom !== undefined || rules === undefined) return noRoom ?? refuse('media-not-taken', 'file');
  if (beginning.length === 0) return refuse('medium-missing', 'file');
  const found = await kindOfBytes(beginning);
  if (found === undefined) return refuse('medium-not-known', 'file');
  const largest = largestOf(found.kind, rules);
  if (isRefusal(largest)) return largest;
  bytes.putBack(beginning);

  const file = mediumFile(story.id, medium);
  const keys = keysOfMedium(service, story, medium);
  const looked: { scan?: ScanVerdict; there?: KeptMedium | undefined } = {};
  try {
    const within = cleanMedium(found.format, counted(bytes.rest(), largest));
    const kept = await files.keepUnder(file, keys, within, async (written) => {
      looked.scan = await service.scanner.scan(written);
      if (looked.scan === 'infected') return false;
      // Sent twice at once: the file that is written down is the one that was scanned for it.
      looked.there = await thereAlready(service, story.id, medium, hash);
      return looked.there === undefined;
    });
    const { scan = 'infected', there: another } = looked;
    if (another !== undefined) return another;
    return scan === 'infected' ? refuse('medium-infected', 'file') : { medium, ...found, bytes: kept, scan, hash };
  } catch (error) {
    const refusal = error instanceof KeysErased ? closedTo(story) : refusalOf(error, found.kind, rules);
    if (refusal === undefined) throw error;
    return refusal;
  }
}

async function thereAlready(
  service: ServiceRuntime,
  story: string,
  medium: string,
  hash: string,
): Promise<KeptMedium | undefined> {
  const there = (await mediaOf(service, story)).media.media.find((each) => each.medium === medium);
  return there === undefined ? undefined : { ...there, scan: 'not-scanned', hash };
}

function refusalOf(error: unknown, kind: MediumKind, { largest }: MediaDesign): Refusal | undefined {
  if (error instanceof TooLarge) return refuse('medium-too-large', 'file', { n: largest[kind] ?? 0 });
  // It says that it is a picture, and is none, or only the beginning of one.
  if (error instanceof EndsEarly) return refuse('medium-not-whole', 'file');
  if (error instanceof NotUnderstood) return refuse('medium-says-more', 'file');
  if (error instanceof ScanUnavailable) return refuse('medium-not-scanned', 'file');
  return undefined;
}

async function* counted(chunks: AsyncIterable<Uint8Array>, largest: number): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > largest) throw new TooLarge(`More than ${String(largest / megabyte)} megabytes`);
    yield chunk;
  }
}
