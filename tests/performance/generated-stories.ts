import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Always the same sequence: every run measures the same file. (Linear congruence modulo 2^32, Numerical Recipes.) */
export class Sequence {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  oneOf<const Value>(values: readonly [Value, ...Value[]]): Value {
    return values[this.below(values.length)] ?? values[0];
  }
}

const words = (
  'the a and then my our her his bus kettle group Tuesday morning walked asked stayed laughed daughter tŷ heddiw paned ' +
  'wedi dechrau siarad gyda ffrindiau council garden worker listened months quiet door kitchen letter job school river ' +
  'changed because nobody told me that it could be different and now I go every week'
).split(' ');

const names = ['Dai', 'Lowri', 'Carys', 'Siân', 'Pat', 'Gwyn', 'Mair', 'Ifan', 'Nia', 'Huw'] as const;

export function sentences(sequence: Sequence, length: number): string {
  const said: string[] = [];
  for (let at = 0; at < length; at += 1) {
    const word = words[sequence.below(words.length)] ?? 'and';
    said.push(at % 14 === 13 ? `${word},` : at % 40 === 39 ? `${word}.\n\n` : word);
  }
  return `${said.join(' ')}.`;
}

/** 60 to 220 words, as the sample's stories have. */
export const narrative = (sequence: Sequence): string => sentences(sequence, 60 + sequence.below(161));

const headings =
  'external_id,title,narrative,why_significant,language,domain,period,told_on,change_happened_on,place,teller_name,teller_role,collector_name,collector_role,collection_route,consent_audience,quote_verbatim,contact_again,content_notes,people_affected,recommendation';

/** Rows of the native format, every one of which is accepted. */
function rowOf(sequence: Sequence, number: number): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const teller = sequence.below(10) < 6 ? `${sequence.oneOf(names)} ${String(sequence.below(1_000))}` : '';
  const day = String(1 + sequence.below(28)).padStart(2, '0');
  const month = String(1 + sequence.below(3)).padStart(2, '0');
  return [
    `G-${String(number).padStart(6, '0')}`,
    quoted(sentences(sequence, 5)),
    quoted(narrative(sequence)),
    quoted(sentences(sequence, 20 + sequence.below(40))),
    sequence.oneOf(['en', 'cy', 'mixed']),
    'quality',
    '2026-Q1',
    `2026-${month}-${day}`,
    '2025-11',
    'Newport',
    teller,
    'person using services',
    sequence.oneOf(names),
    'peer support worker',
    sequence.oneOf(['own', 'interview', 'group']),
    sequence.oneOf(['public_named', 'partner', 'public_unnamed']),
    'yes',
    'yes',
    '',
    '1',
    '',
  ].join(',');
}

export async function writeStories(file: string, count: number): Promise<void> {
  const sequence = new Sequence(count);
  const out = createWriteStream(file);
  out.write(`${headings}\n`);
  for (let number = 1; number <= count; number += 1) {
    if (!out.write(`${rowOf(sequence, number)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}
