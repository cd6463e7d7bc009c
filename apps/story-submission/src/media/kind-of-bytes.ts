import { fileTypeFromBuffer } from 'file-type';

import type { MediumKind } from '#contracts/shared/programme.js';

export interface KindFound {
  readonly kind: MediumKind;
  /** As a browser is told. */
  readonly format: string;
}

/** Bytes at the beginning that say what a file is. */
export const tellingBytes = 4_100;

/** What browsers can show, by what is found in the bytes; names and what a sender says of them count for nothing. */
const known: Readonly<Record<string, KindFound>> = {
  'image/jpeg': { kind: 'picture', format: 'image/jpeg' },
  'image/png': { kind: 'picture', format: 'image/png' },
  'image/webp': { kind: 'picture', format: 'image/webp' },
  'audio/mpeg': { kind: 'audio', format: 'audio/mpeg' },
  'audio/x-m4a': { kind: 'audio', format: 'audio/mp4' },
  'audio/mp4': { kind: 'audio', format: 'audio/mp4' },
  'audio/aac': { kind: 'audio', format: 'audio/aac' },
  'audio/ogg': { kind: 'audio', format: 'audio/ogg' },
  'audio/wav': { kind: 'audio', format: 'audio/wav' },
  'audio/flac': { kind: 'audio', format: 'audio/flac' },
  'video/mp4': { kind: 'video', format: 'video/mp4' },
  'video/x-m4v': { kind: 'video', format: 'video/mp4' },
  'video/quicktime': { kind: 'video', format: 'video/quicktime' },
  'video/webm': { kind: 'video', format: 'video/webm' },
  'application/pdf': { kind: 'pdf', format: 'application/pdf' },
};

/** Undefined: none of those. `beginning`: the first `tellingBytes`, or all there are. */
export async function kindOfBytes(beginning: Uint8Array): Promise<KindFound | undefined> {
  const found = await fileTypeFromBuffer(beginning);
  const [mime = ''] = (found?.mime ?? '').split(';', 1);
  return Object.hasOwn(known, mime) ? known[mime] : undefined;
}

/** For whoever saves it: what it is, and nothing of what it shows. */
export const nameOfFile = ({ kind, format }: KindFound): string => `${kind}.${endings[format] ?? 'bin'}`;

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/flac': 'flac',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'application/pdf': 'pdf',
};
