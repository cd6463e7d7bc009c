import { runNewid } from './newid.js';

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function newid(
  given: readonly string[],
  input: string | Uint8Array = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const written = { output: '', errors: '' };
  const code = await runNewid(given, {
    input: streamOf(input),
    output: { write: (text) => (written.output += text) },
    errors: { write: (text) => (written.errors += text) },
    environment,
  });
  return { code, ...written };
}

/** In pieces of seven bytes, so that letters and texts are cut anywhere. */
async function* streamOf(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(input);
  for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
}

const sitting = (ballots: readonly object[], more: object = {}): string =>
  JSON.stringify({
    method: 'majority',
    stories: ['10', '9', 'Tŷ’r Ŵyl'],
    members: ['M1', 'M2', 'M3'],
    rounds: [{ kind: 'choice', ballots }],
    ...more,
  });

describe('newid tally', () => {
  it('writes the count as JSON with two spaces, stories in the order of the sitting, and ends with 0', async () => {
    const ended = await newid(
      ['tally'],
      sitting([
        { member: 'M1', choice: 'Tŷ’r Ŵyl' },
        { member: 'M2', choice: '9' },
        { member: 'M3', choice: '9' },
      ]),
    );
    expect(ended).toEqual({ code: 0, errors: '', output: expect.any(String) });
    expect(ended.output).toBe(`{
  "rounds": [
    {
      "round": 1,
      "kind": "choice",
      "entitled": 3,
      "answered": 3,
      "abstained": 0,
      "quorate": true,
      "byStory": {
        "10": {
          "votes": 0,
          "entitled": 3
        },
        "9": {
          "votes": 2,
          "entitled": 3
        },
        "Tŷ’r Ŵyl": {
          "votes": 1,
          "entitled": 3
        }
      },
      "leading": [
        "9"
      ],
      "tie": false
    }
  ],
  "leading": [
    "9"
  ],
  "tie": false,
  "quorate": true,
  "decidable": true,
  "condorcet": null,
  "notes": []
}
`);
  });

  it('takes a byte order mark at the beginning', async () => {
    const ended = await newid(['tally'], `\uFEFF${sitting([])}`);
    expect(ended.code).toBe(0);
  });

  it('says its notes in the language asked for, and nothing else differently', async () => {
    const scores = sitting([], {
      method: 'scoring',
      rounds: [{ kind: 'score', ballots: [{ member: 'M1', scores: { '9': 7 } }] }],
    });
    const [english, welsh] = [await newid(['tally'], scores), await newid(['tally', '--language', 'cy'], scores)];
    const [inEnglish, inWelsh] = [JSON.parse(english.output), JSON.parse(welsh.output)];
    expect(inEnglish.notes).toEqual([
      'Round 1: 9 leads with too few scores, from fewer than half of those who may score it.',
    ]);
    expect(inWelsh.notes).toHaveLength(1);
    expect(inWelsh.notes[0]).toMatch(/^Rownd 1: .*: 9\.$/);
    expect({ ...inWelsh, notes: [] }).toEqual({ ...inEnglish, notes: [] });
  });

  it('names the field of bad input on standard error, writes nothing else, and ends with 2', async () => {
    expect(await newid(['tally'], sitting([{ member: 'M1', choice: '11' }]))).toEqual({
      code: 2,
      output: '',
      errors: 'newid tally: rounds[0].ballots[0].choice: this story is not in the list of stories.\n',
    });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'newid tally: the document: there is nothing on standard input. Try: newid tally < FILE\n'],
    ['no JSON', 'choice: A', 'newid tally: the document: this is not JSON.\n'],
    [
      'JSON with a fault',
      '{\n  "a": 1,\n}',
      'newid tally: the document: this is not JSON from here on: line 3, column 1.\n',
    ],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'newid tally: the document: the text is not UTF-8.\n'],
    ['a list', '[]', 'newid tally: the document: an object in braces, { }, is needed here.\n'],
    [
      'an object that looks like a refusal of its own',
      '{ "refusal": "not-a-list" }',
      'newid tally: refusal: a tally document has no such field here.\n',
    ],
  ])('refuses %s', async (_, input, errors) => {
    expect(await newid(['tally'], input)).toEqual({ code: 2, output: '', errors });
  });

  it('ends with 1 where standard input itself fails', async () => {
    const written: string[] = [];
    const code = await runNewid(['tally'], {
      input: failing(),
      output: { write: (text) => written.push(text) },
      errors: { write: (text) => written.push(text) },
      environment: {},
    });
    expect({ code, written }).toEqual({
      code: 1,
      written: ['newid tally: the document: standard input cannot be read.\n'],
    });
  });
});

async function* failing(): AsyncGenerator<Uint8Array> {
  yield await Promise.reject(new Error('EIO'));
}

describe('newid', () => {
  it('shows its commands and exit codes with --help, and ends with 0', async () => {
    const { code, output, errors } = await newid(['--help']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(/^Usage: newid \[options\] \[command\]\n/);
    expect(output).toMatch(/^ {2}tally +count the rounds of a sitting$/m);
    expect(output).toMatch(/^ {2}0: done$/m);
    expect(output).toMatch(/^ {2}2: what was given cannot be used/m);
  });

  it('shows the help of a command', async () => {
    const { code, output } = await newid(['help', 'tally']);
    expect(code).toBe(0);
    expect(output).toContain('  newid tally < samples/tally/scoring-with-a-decimal-mean.json');
  });

  it.each([
    ['before the command', ['--language', 'cy', 'tally', '--help'], {}],
    ['after the command', ['tally', '--language=cy', '--help'], {}],
    ['by the environment', ['tally', '--help'], { NEWID_LANGUAGE: 'cy' }],
    ['by the terminal', ['tally', '--help'], { LANG: 'cy_GB.UTF-8' }],
    ['by what goes before the rest of the terminal', ['tally', '--help'], { LC_ALL: 'cy', LANG: 'en_GB.UTF-8' }],
  ])('speaks Welsh when asked %s', async (_, given, environment) => {
    const { code, output } = await newid(given, '', environment);
    expect(code).toBe(0);
    expect(output).toMatch(/^Defnydd: newid tally \[opsiynau\] < FFEIL\n/);
    expect(output).not.toMatch(/Usage|Options|Example/);
  });

  it('lets the option go before the environment', async () => {
    const { output } = await newid(['tally', '--help', '--language', 'en'], '', { NEWID_LANGUAGE: 'cy' });
    expect(output).toMatch(/^Usage: /);
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['a command there is not', ['tallly'], {}, 'newid: there is no command “tallly”. Try: newid --help\n'],
    ['an option there is not', ['tally', '--fast'], {}, 'newid: there is no option “--fast”. Try: newid --help\n'],
    [
      'a file name',
      ['tally', 'FILE'],
      {},
      'newid: there are more arguments than the command takes. Try: newid --help\n',
    ],
    ['a language there is not', ['tally', '--language', 'fr'], {}, 'newid: --language: choose en or cy.\n'],
    [
      'such a language in the environment',
      ['tally'],
      { NEWID_LANGUAGE: 'fr' },
      'newid: NEWID_LANGUAGE: choose en or cy.\n',
    ],
    ['no value for an option', ['tally', '--language'], {}, 'newid: this option needs a value: --language <en|cy>\n'],
    [
      'in Welsh, a command there is not',
      ['--language', 'cy', 'cyfrif'],
      {},
      'newid: does dim gorchymyn o’r enw “cyfrif”. Rhowch gynnig ar: newid --help\n',
    ],
  ])('refuses %s with 2', async (_, given, environment, errors) => {
    expect(await newid(given, '', environment)).toEqual({ code: 2, output: '', errors });
  });

  it('without a command shows its help on standard error and ends with 2', async () => {
    const { code, output, errors } = await newid([]);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(/^Usage: newid/);
  });
});
