import { createReadStream, readFileSync, statSync } from 'node:fs';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';

type Mapping = Readonly<Record<string, unknown>>;

/** Looked at before the data folder is opened, so that a wrong name costs nothing. */
export function openFile(path: string): AsyncIterable<Uint8Array> | Refusal {
  return refusalOf(path) ?? { [Symbol.asyncIterator]: () => createReadStream(path)[Symbol.asyncIterator]() };
}

export function readMappingFile(path: string): Mapping | Refusal {
  const refused = refusalOf(path);
  if (refused !== undefined) return refused;
  try {
    const mapping: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof mapping === 'object' && mapping !== null && !Array.isArray(mapping)) return { ...mapping };
  } catch {
    // Not JSON: told below.
  }
  return refuse('mapping-not-json', path);
}

function refusalOf(path: string): Refusal | undefined {
  try {
    return statSync(path).isDirectory() ? refuse('file-is-folder', path) : undefined;
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    return code === 'ENOENT' ? refuse('file-missing', path) : refuse('file-unreadable', path, { code });
  }
}
