import { recognisableIn, type RecognitionWords } from './recognisable.js';

const words: RecognitionWords = {
  months: ['March', 'May', 'Mawrth', 'Fawrth'],
  places: ['Cardiff', 'Nghaerdydd', 'Ynys Môn'],
  placeEndings: ['Street', 'Hospital'],
  placeBeginnings: ['Ysbyty', 'Stryd'],
  placeStems: ['Llan'],
  jobs: ['nurse', 'social worker', 'nyrs'],
  organisations: ['NHS'],
  organisationEndings: ['Council', 'Rugby Club'],
  organisationBeginnings: ['Cyngor'],
  titles: ['Dr', 'Mrs'],
  firstNames: ['Ann', 'Siân'],
  noNames: ['i', 'the', 'when', 'monday', 'welsh', 'dydd', 'llun', 'mae', 'may'],
};
const found = (text: string) =>
  recognisableIn(text, words).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('what could tell who somebody is', () => {
  it.each([
    [
      'On 3 March 2024 and on March 3rd.',
      [
        ['date', '3 March 2024'],
        ['date', 'March 3rd'],
      ],
    ],
    [
      'ar 3 Fawrth, neu 03/04/24, neu yn 2019',
      [
        ['date', '3 Fawrth'],
        ['date', '03/04/24'],
        ['date', '2019'],
      ],
    ],
    ['You may march. I may.', []],
    [
      'I was 42 years old, my 40th birthday, aged 12',
      [
        ['age', '42 years old'],
        ['age', '40th birthday'],
        ['age', 'aged 12'],
      ],
    ],
    [
      'Roeddwn i’n 42 oed, a hithau yn 7 mlwydd oed',
      [
        ['age', '42 oed'],
        ['age', '7 mlwydd oed'],
      ],
    ],
    [
      'in Cardiff, yng Nghaerdydd, ar Ynys Môn, at Llanfair',
      [
        ['place', 'Cardiff'],
        ['place', 'Nghaerdydd'],
        ['place', 'Ynys Môn'],
        ['place', 'Llanfair'],
      ],
    ],
    [
      'on Hill Street by St Mary’s Hospital, CF10 1AA',
      [
        ['place', 'Hill Street'],
        ['place', 'St Mary’s Hospital'],
        ['place', 'CF10 1AA'],
      ],
    ],
    [
      'yn Ysbyty Gwynfryn ar Stryd Fawr',
      [
        ['place', 'Ysbyty Gwynfryn'],
        ['place', 'Stryd Fawr'],
      ],
    ],
    [
      'The nurse and my Social worker, a nyrs',
      [
        ['job', 'nurse'],
        ['job', 'Social worker'],
        ['job', 'nyrs'],
      ],
    ],
    ['A nursery.', []],
    [
      'the NHS, Powys Council, Cyngor Gwynedd',
      [
        ['organisation', 'NHS'],
        ['organisation', 'Powys Council'],
        ['organisation', 'Cyngor Gwynedd'],
      ],
    ],
    [
      'Ann came. Then Dr Patel and Siân Morris.',
      [
        ['name', 'Ann'],
        ['name', 'Dr Patel'],
        ['name', 'Siân Morris'],
      ],
    ],
    [
      'When Tariq came I knew. We met on Monday with Zofia.',
      [
        ['name', 'Tariq'],
        ['name', 'Zofia'],
      ],
    ],
    ['It helped. Everything is better.', []],
    ['', []],
  ])('%s', (text, marks) => {
    expect(found(text)).toEqual(marks);
  });

  it('marks no place twice, in their order, and is done with a very long text at once', () => {
    const long = 'Ann Roberts of Hill Street met Dr Patel on 3 March 2024. '.repeat(1_800);
    const started = performance.now();
    const marks = recognisableIn(long, words);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(marks.length).toBeGreaterThan(7_000);
    expect(marks.every((mark, at) => at === 0 || (marks[at - 1]?.end ?? 0) <= mark.start)).toBe(true);
    expect(recognisableIn('A'.repeat(100_000), words).length).toBeLessThanOrEqual(1);
  });
});
