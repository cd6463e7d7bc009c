import { given } from '#contracts/testing/given.js';

import { likelyTheSame, likenessOf, signatureOf, type Signature } from './likeness.js';
import { judgePair, pairDecider, undoPair, type PairJudged } from './story-pair.js';

const signed = (text: string): Signature => {
  const signature = signatureOf(text);
  if (signature === undefined) throw new Error('Too short');
  return signature;
};
const bus =
  'For two years I did not go out by myself. Then Beth sat with me on the bus, week after week, ' +
  'and one morning in March I got on alone, went to the market and bought bread for my mother.';

describe('how alike two stories are', () => {
  it('is whole for the same words, whatever their case, accents and punctuation', () => {
    expect(likenessOf(signed(bus), signed(bus.toUpperCase().replaceAll(',', ' –')))).toBe(1);
    expect(
      likenessOf(
        signed('Fe âth y bws heibio i’r tŷ bob bore am naw'),
        signed('fe ath y bws heibio i r ty bob bore am naw'),
      ),
    ).toBe(1);
  });

  it('stays likely after a few words are changed, and is little between two stories', () => {
    const edited = bus.replace('one morning', 'one day').replace('my mother', 'my mum');
    expect(likenessOf(signed(bus), signed(edited))).toBeGreaterThan(likelyTheSame);
    const another =
      'The warden listened when I said that the lift had been broken for a month, and the week after it ran again. ' +
      'I had never been asked before what should be done.';
    expect(likenessOf(signed(bus), signed(another))).toBeLessThan(0.1);
  });

  it('is not asked of texts that are too short to tell', () => {
    expect(signatureOf('I got off the bus')).toBeUndefined();
  });
});

describe('two stories that are alike', () => {
  const why = { class: 'text', version: 1, box: 'sealed' } as const;
  const judged = (same: PairJudged['data']['same']): PairJudged => ({
    type: 'PairJudged',
    schemaVersion: 1,
    data: { pair: 'P', same, at: '2026-03-01' },
  });
  const merged = judged({ keep: 'A', close: 'B', why });

  it('are judged by a person, who may think again while nothing was put together', () => {
    given(pairDecider, [judged(null)])
      .when((state) => judgePair(state, merged.data))
      .then([merged]);
    given(pairDecider, [merged])
      .when((state) => judgePair(state, merged.data))
      .thenRefused('story-merged-already');
  });

  it('are two again when it is undone, until a panel has decided', () => {
    const story = given(pairDecider, [merged]);
    story
      .when((state) => undoPair(state, false))
      .then([{ type: 'PairUndone', schemaVersion: 1, data: { pair: 'P', keep: 'A', close: 'B' } }]);
    story.when((state) => undoPair(state, true)).thenRefused('pair-decided-by-panel');
    given(pairDecider, [judged(null)])
      .when((state) => undoPair(state, false))
      .thenRefused('pair-not-put-together');
  });
});
