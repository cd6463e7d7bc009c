import {
  inOrderOf,
  writeDate,
  writeDateAndTime,
  writeList,
  writeMonth,
  writeNumber,
  writeShare,
  writeWhenSaid,
} from './written.js';

describe('dates as people write them', () => {
  it('are long, without a weekday, in both languages', () => {
    expect(writeDate('en', '2026-11-20')).toBe('20 November 2026');
    expect(writeDate('cy', '2026-11-20')).toBe('20 Tachwedd 2026');
  });

  it('name all twelve months in Welsh', () => {
    const months = Array.from({ length: 12 }, (_, month) =>
      writeDate('cy', `2026-${String(month + 1).padStart(2, '0')}-01`),
    );
    expect(months.map((month) => month.split(' ')[1])).toEqual([
      'Ionawr',
      'Chwefror',
      'Mawrth',
      'Ebrill',
      'Mai',
      'Mehefin',
      'Gorffennaf',
      'Awst',
      'Medi',
      'Hydref',
      'Tachwedd',
      'Rhagfyr',
    ]);
  });

  it('are those of Wales: in summer the day begins an hour before that of UTC', () => {
    expect(writeDate('en', new Date('2026-07-01T23:30:00Z'))).toBe('2 July 2026');
    expect(writeDateAndTime('en', new Date('2026-07-01T23:30:00Z'))).toBe('2 July 2026, 00:30');
    expect(writeDateAndTime('cy', new Date('2026-11-20T14:05:00Z'))).toBe('20 Tachwedd 2026, 14:05');
  });

  it('are those of a programme that runs elsewhere; words that are no time zone go by Wales', () => {
    const instant = new Date('2026-07-02T06:30:00Z');
    expect(writeDate('en', instant, 'America/Vancouver')).toBe('1 July 2026');
    expect(writeDateAndTime('cy', instant, 'America/Vancouver')).toBe('1 Gorffennaf 2026, 23:30');
    expect(writeDateAndTime('en', instant, 'Pont-y-bore')).toBe('2 July 2026, 07:30');
  });

  it('keep a day alone as it is', () => {
    expect(writeDate('en', '2026-07-01')).toBe('1 July 2026');
    expect(writeDate('en', '2026-07-01', 'America/Vancouver')).toBe('1 July 2026');
    expect(writeMonth('cy', '2026-03-31')).toBe('Mawrth 2026');
  });

  it('writes a day or a month that somebody gave in figures as people write it, and leaves all else as it was said', () => {
    expect(writeWhenSaid('en', '2025-10')).toBe('October 2025');
    expect(writeWhenSaid('cy', '2025-10-03')).toBe('3 Hydref 2025');
    expect(['last autumn', '2025', '2025-13', '2025-10-41'].map((said) => writeWhenSaid('en', said))).toEqual([
      ...['last autumn', '2025', '2025-13', '2025-10-41'],
    ]);
  });

  it('refuse what is no date', () => {
    expect(() => writeDate('en', 'yesterday')).toThrow(RangeError);
  });
});

describe('numbers and order', () => {
  it('group thousands and write shares alike in both languages', () => {
    expect(writeNumber('cy', 1234.5)).toBe('1,234.5');
    expect(writeShare('cy', 0.45)).toBe('45%');
  });

  it('join names without a word that would have to change with the next letter', () => {
    expect(writeList('en', ['Cardiff', 'Swansea', 'Wrexham'])).toBe('Cardiff, Swansea and Wrexham');
    expect(writeList('cy', ['Caerdydd', 'Abertawe', 'Wrecsam'])).toBe('Caerdydd, Abertawe, Wrecsam');
  });

  it('sort Welsh by its own alphabet', () => {
    const sorted = [
      'angen',
      'amser',
      'car',
      'ci',
      'cyw',
      'chwaer',
      'dydd',
      'ddoe',
      'fwy',
      'ffa',
      'gyda',
      'ngardd',
      'lefel',
      'lôn',
      'llan',
      'pwy',
      'phen',
      'rwy',
      'rhan',
      'twf',
      'theatr',
    ];
    expect([...sorted].reverse().sort(inOrderOf('cy'))).toEqual(sorted);
  });
});
