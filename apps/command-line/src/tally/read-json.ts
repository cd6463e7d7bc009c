import { refuse, type Refusal } from '#contracts/shared/refusal.js';

/** The largest room there is, hundreds of ballots in a dozen rounds, takes less than a hundredth of this. */
const mostBytes = 64 * 1024 * 1024;

/** One JSON document in UTF-8, a byte order mark allowed. Throws only where the input itself fails. */
export async function readJson(input: AsyncIterable<Uint8Array>): Promise<{ readonly value: unknown } | Refusal> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return refuse('input-too-large', undefined, { megabytes: mostBytes / 1024 / 1024 });
    chunks.push(chunk);
  }
  const text = decode(Buffer.concat(chunks));
  if (text === undefined) return refuse('input-not-utf-8');
  if (text.trim() === '') return refuse('input-empty');
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    return notJson(text, error instanceof Error ? error.message : '');
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The parser's own message quotes the input, which may hold reasons: only the place is taken, where it gives one. */
function notJson(text: string, message: string): Refusal {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return refuse('input-not-json');
  const before = text.slice(0, Number(position)).split('\n');
  return refuse('input-not-json-at', undefined, { line: before.length, column: (before.at(-1) ?? '').length + 1 });
}
