import { readFileSync } from 'node:fs';
import { isRefusal } from '#contracts/shared/refusal.js';
import { readTallyDocument } from './read-tally-document.js';
import { tally } from './tally.js';
import type { TallyResult } from './tally-result.js';

interface Sitting {
  readonly id: string;
  readonly outcome: { readonly stories: readonly string[] };
  readonly expected: {
    readonly rounds: readonly object[];
    readonly leading: readonly string[];
    readonly tie: boolean;
    readonly quorate: boolean;
    readonly decidable: boolean;
    readonly outcomeFollowsCount: boolean;
  };
}

const samples = new URL('../../../../../samples/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, samples), 'utf8'));

function isRounds(value: unknown): value is { readonly sittings: readonly Sitting[] } {
  return typeof value === 'object' && value !== null && 'sittings' in value && Array.isArray(value.sittings);
}

function sittings(): readonly Sitting[] {
  const rounds = read('rounds.json');
  if (!isRounds(rounds)) throw new Error('samples/rounds.json holds no sittings');
  return rounds.sittings;
}

function count(document: unknown): TallyResult {
  const readDocument = readTallyDocument(document);
  if (isRefusal(readDocument)) throw new Error(JSON.stringify(readDocument));
  return tally(readDocument);
}

describe('the sittings of samples/rounds.json', () => {
  it('are all six', () => {
    expect(sittings().map(({ id }) => id)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5', 'S6']);
  });

  it.each(sittings())('$id is counted as its record says', (sitting) => {
    const { outcomeFollowsCount, ...expected } = sitting.expected;
    const result = count(sitting);
    expect(result).toEqual({ ...expected, condorcet: null, notes: [] });
    expect([...result.leading].sort().join() === [...sitting.outcome.stories].sort().join()).toBe(outcomeFollowsCount);
  });
});

describe('samples/tally', () => {
  it('scoring-with-a-decimal-mean.json: 7, 8 and 8 make 23 thirds, ahead of 7.5', () => {
    expect(count(read('tally/scoring-with-a-decimal-mean.json'))).toEqual({
      rounds: [
        {
          round: 1,
          kind: 'score',
          entitled: 4,
          answered: 4,
          abstained: 0,
          quorate: true,
          byStory: {
            'the-bus-stop': { mean: 23 / 3, n: 3, entitled: 3, tooFew: false },
            'the-plan': { mean: 7.5, n: 4, entitled: 4, tooFew: false },
            'the-shed': { mean: 6, n: 1, entitled: 4, tooFew: true },
          },
          skipped: { 'the-shed': 1 },
          leading: ['the-bus-stop'],
          tie: false,
        },
      ],
      leading: ['the-bus-stop'],
      tie: false,
      quorate: true,
      decidable: true,
      condorcet: null,
      notes: [],
    });
  });

  it('ranked-where-borda-and-condorcet-differ.json: three of five put the bus stop first, and five put the plan high', () => {
    expect(count(read('tally/ranked-where-borda-and-condorcet-differ.json'))).toEqual({
      rounds: [
        {
          round: 1,
          kind: 'rank',
          entitled: 5,
          answered: 5,
          abstained: 0,
          quorate: true,
          byStory: {
            'the-bus-stop': { borda: 6, wins: 2, losses: 0, ties: 0 },
            'the-plan': { borda: 7, wins: 1, losses: 1, ties: 0 },
            'the-shed': { borda: 2, wins: 0, losses: 2, ties: 0 },
          },
          leading: ['the-plan'],
          tie: false,
        },
      ],
      leading: ['the-plan'],
      tie: false,
      quorate: true,
      decidable: true,
      condorcet: 'the-bus-stop',
      notes: [{ note: 'borda-and-condorcet-differ', round: 1, leading: ['the-plan'], condorcet: 'the-bus-stop' }],
    });
  });
});
