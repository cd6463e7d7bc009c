import { isRefusal } from '#contracts/shared/refusal.js';
import { contradictoryDocuments } from './contradictory-documents.builders.js';
import { misshapenDocuments } from './misshapen-documents.builders.js';
import { readTallyDocument } from './read-tally-document.js';
import { tallyRefusals } from './refusals.js';
import { aRound, aSitting, choosing, counted, withBallot } from './tally-cases.builders.js';

const refused = [...misshapenDocuments, ...contradictoryDocuments];

describe('a tally document that cannot be counted', () => {
  it.each(refused)('%s', (_, document, refusal, field) => {
    expect(readTallyDocument(document)).toMatchObject({ refusal, field });
  });

  it('is refused for every reason there is, somewhere above', () => {
    expect([...new Set(refused.map(([, , refusal]) => refusal))].sort()).toEqual([...tallyRefusals].sort());
  });

  it('is refused for the first bad field, of the round it is in', () => {
    const rounds = [aRound('choice', choosing('ABC')), aRound('choice', choosing('AZZ'))];
    expect(readTallyDocument(aSitting({ method: 'iterative', rounds }))).toMatchObject({
      refusal: 'story-unknown',
      field: 'rounds[1].ballots[1].choice',
    });
  });
});

describe('a tally document that can be counted', () => {
  it('may carry what a record of a sitting has beside its ballots', () => {
    const plain = aSitting({ rounds: [aRound('choice', choosing('AAB'))] });
    const recorded = {
      ...plain,
      id: 'S9',
      panel: 'east',
      outcome: { kind: 'one', stories: ['A'], reason: 'Because', values: [] },
      note: 'Counted twice',
      conflicts: [{ member: 'M5', story: 'C', why: 'collected it' }],
      rules: { secret: false, maxRounds: 3 },
      rounds: [
        {
          round: 1,
          kind: 'choice',
          said_after: 'Nothing',
          reasons_spoken: ['one'],
          ballots: choosing('AAB').map((ballot) => ({ ...ballot, reason: 'Mine', reasons: {}, abstain: false })),
        },
      ],
    };
    expect(isRefusal(readTallyDocument(recorded))).toBe(false);
    expect(counted(recorded).leading).toEqual(counted(plain).leading);
  });

  it('has the usual rules where it states none', () => {
    expect(readTallyDocument(aSitting())).toMatchObject({
      rules: { quorum: 'more_than_half', scale: { min: 1, max: 10 }, minimumBallots: 5 },
    });
  });

  it('keeps the usual rules beside those it states', () => {
    expect(readTallyDocument(aSitting({ rules: { scale: { max: 5 } } }))).toMatchObject({
      rules: { quorum: 'more_than_half', scale: { min: 1, max: 5 }, minimumBallots: 5 },
    });
  });

  it('takes scores at both ends of the scale and between whole numbers', () => {
    const document = withBallot('score', { member: 'M1', scores: { A: 1, B: 10, C: 6.5 } });
    expect(isRefusal(readTallyDocument(document))).toBe(false);
  });
});
