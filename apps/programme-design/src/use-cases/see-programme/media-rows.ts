import type { MediumKind, ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';

const kinds = ['picture', 'audio', 'video', 'pdf'] as const satisfies readonly MediumKind[];

/** Of a programme that says nothing of it: nothing is added to a story. */
export function mediaRows({ media }: ProgrammeDesign, words: Words) {
  const row = (key: string, text: string) => ({ key: { text: words(key) }, value: { text } });
  const sizes = kinds.map((kind) => {
    const megabytes = media?.largest[kind] ?? null;
    return row(`media-${kind}`, megabytes === null ? words('media-not') : words('media-up-to', { n: megabytes }));
  });
  return media === undefined ? sizes : [row('media-most', words('media-number', { n: media.most })), ...sizes];
}
