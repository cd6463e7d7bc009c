import { loadWords } from '#web/words/words.js';
import { tallyRefusals } from '../../../panel-review/src/domain/tally/refusals.js';

describe('the words of newid tally', () => {
  it('have a sentence in both languages for every refusal of a document', () => {
    const { en, cy } = loadWords(import.meta.url, 'tally');
    expect(tallyRefusals.filter((refusal) => !en.has(refusal) || !cy.has(refusal))).toEqual([]);
  });
});
