import { isUtf8 } from 'node:buffer';
import type { FileRow } from '../domain/import/file-row.js';

/**
 * Windows-1252 from 0x80 to 0x9f; all its other bytes are as in Latin-1. Own table because TextDecoder('windows-1252')
 * reads them as Latin-1 on some releases of Node 20 and 22: curly quotation marks would become control characters and
 * be taken out.
 */
const FROM_80_TO_9F = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f' + '\u0090‘’“”•–—˜™š›œ\u009džŸ';
const C1 = new RegExp('[\\u0080-\\u009f]', 'g');

const windows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(C1, (character) => FROM_80_TO_9F.charAt(character.charCodeAt(0) - 0x80));

/** Bytes as UTF-8 where they are, else as Windows-1252, which has a character for every byte. */
export const decode = (bytes: Buffer): { readonly text: string; readonly readAs: FileRow['readAs'] } =>
  isUtf8(bytes)
    ? { text: bytes.toString('utf8'), readAs: 'utf-8' }
    : { text: windows1252(bytes), readAs: 'windows-1252' };
