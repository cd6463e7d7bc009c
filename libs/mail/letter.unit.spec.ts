import { wordsOf } from '#web/words/words.js';

import { writeLetter } from './letter.js';

const words = wordsOf(
  'letter',
  { subject: 'News from {place}', hello: 'Hello {place}', end: 'Nobody reads answers to this letter.' },
  { subject: 'Newyddion o {place}', hello: 'Helo {place}', end: 'Does neb yn darllen atebion i’r llythyr hwn.' },
);

describe('a letter', () => {
  it('is written from its words, with the whole address on a line of its own', () => {
    const letter = {
      words,
      language: 'cy',
      paragraphs: ['hello'],
      values: { place: 'Pont y Bore' },
      path: '/cy/link/abc',
      after: ['end'],
    } as const;
    expect(writeLetter(letter, 'https://straeon.example')).toMatchObject({
      subject: 'Newyddion o Pont y Bore',
      text: 'Helo Pont y Bore\n\nhttps://straeon.example/cy/link/abc\n\nDoes neb yn darllen atebion i’r llythyr hwn.\n',
    });
  });

  it('holds as HTML only what was escaped, and its subject stays one line', () => {
    const values = { place: '<img src=x>\r\nBcc: a@example.org' };
    const { subject, html } = writeLetter(
      { words, language: 'en', paragraphs: ['hello'], values },
      'https://a.example',
    );
    expect(subject).toBe('News from <img src=x> Bcc: a@example.org');
    expect(html).toContain('&lt;img src=x&gt;');
    expect(html).not.toContain('<img');
    expect(html).toContain('<html lang="en">');
  });
});
