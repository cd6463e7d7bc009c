import { isRefusal } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';

import { withoutPassages, type Passage } from './passages.js';

const told: StoryText = {
  title: 'Ann and the bus',
  narrative: 'My nurse ann Roberts\ncame on our Anniversary. Siân (Ann’s sister) came too. Was it $1?',
  whySignificant: 'Because of Ann.',
  place: 'Ann’s house',
  tellerRole: null,
  collectorRole: null,
  changeHappenedOn: null,
  contentNotes: ['about Ann'],
  peopleAffected: null,
  recommendation: 'More people like Ann.',
  notes: 'Ann agreed to be asked.',
  extra: [{ question: 'q1', version: 1, wording: { en: 'Who?', cy: 'Pwy?' }, kind: 'text', text: 'Ann did' }],
};
const nurse: Passage = { passage: 'Ann Roberts', instead: '[a nurse]' };
const ann: Passage = { passage: 'Ann', instead: '[somebody]' };
const sian: Passage = { passage: 'Siân', instead: '$& [a friend]' };

describe('leaving out those whom a story names', () => {
  it('changes whole words wherever they stand, the longest passage first, over line ends and in any case', () => {
    expect(withoutPassages(told, [ann, nurse, sian])).toEqual({
      ...told,
      title: '[somebody] and the bus',
      narrative:
        'My nurse [a nurse] came on our Anniversary. $& [a friend] ([somebody]’s sister) came too. Was it $1?'.replace(
          '[a nurse] came',
          '[a nurse]\ncame',
        ),
      whySignificant: 'Because of [somebody].',
      place: '[somebody]’s house',
      contentNotes: ['about [somebody]'],
      recommendation: 'More people like [somebody].',
      notes: '[somebody] agreed to be asked.',
      extra: [
        { question: 'q1', version: 1, wording: { en: 'Who?', cy: 'Pwy?' }, kind: 'text', text: '[somebody] did' },
      ],
    });
  });

  it('takes what is marked as it stands, whatever signs are in it', () => {
    const changed = withoutPassages(told, [{ passage: '$1?', instead: 'free?' }]);
    expect(isRefusal(changed) ? '' : changed.narrative).toContain('Was it free?');
  });

  it('leaves nobody in who is written in another shape: accents put together or not, either apostrophe', () => {
    const twice = { ...told, narrative: `Siân came. ${'Siân'.normalize('NFD')} stayed. O’Brien, then O'Brien left.` };
    const changed = withoutPassages(twice, [sian, { passage: "O'Brien", instead: '[a friend]' }]);
    expect(isRefusal(changed) ? '' : changed.narrative).toBe(
      '$& [a friend] came. $& [a friend] stayed. [a friend], then [a friend] left.',
    );
  });

  it('takes the longest passage first, whatever space stands around a shorter one', () => {
    const changed = withoutPassages(told, [{ ...ann, passage: `Ann${' '.repeat(20)}` }, nurse]);
    expect(isRefusal(changed) ? '' : changed.narrative).toContain('My nurse [a nurse]');
  });

  it.each([
    ['nothing is marked', [{ passage: ' ', instead: 'x' }], 'redaction-nothing-marked', undefined],
    [
      'a passage stands nowhere',
      [ann, { passage: 'Anni', instead: 'x' }],
      'redaction-passage-not-found',
      { number: 2 },
    ],
    [
      'the first of several stands nowhere',
      [{ passage: 'Anni', instead: 'x' }, ann],
      'redaction-passage-not-found',
      { number: 1 },
    ],
    [
      'there are more than a hundred',
      Array.from({ length: 101 }, () => ann),
      'redaction-too-many-passages',
      { most: 100 },
    ],
  ])('is refused where %s, and never by the words themselves', (_, passages, refusal, details) => {
    expect(withoutPassages(told, passages)).toMatchObject({
      refusal,
      field: 'passages',
      ...(details === undefined ? {} : { details }),
    });
  });
});
