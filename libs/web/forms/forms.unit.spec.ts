import { refuse } from '#contracts/shared/refusal.js';
import { defineErrors } from '../errors/error-catalogue.js';
import { wordsOf } from '../words/words.js';
import { choice, choices } from './choice-fields.js';
import { defineForm } from './form.js';
import { date, wholeNumber } from './number-fields.js';
import { showForm } from './show-form.js';
import { hidden, longText, text } from './text-fields.js';

const form = defineForm({
  title: text({ required: 'title-missing', limit: { characters: 10, words: 'title-too-long' } }),
  story: longText({ required: 'story-missing' }),
  panel: choice({ options: ['P1', 'P2'], required: 'panel-missing' }),
  domains: choices({ options: ['D1', 'D2', 'D3'] }),
  told: date({ wrong: 'told-wrong' }),
  people: wholeNumber({ wrong: 'people-wrong', least: 0, most: 1000 }),
  version: hidden({ required: 'version-missing' }),
});
const whole = { title: 'A', story: 'B', panel: 'P1', version: '3' };
const words = wordsOf(
  'forms',
  {
    'title-missing': 'Enter a title',
    'title-too-long': 'Title must be {n} characters or fewer',
    'story-missing': 'Enter your story',
    'panel-missing': 'Select a panel',
    'told-wrong': 'Enter a day, month and year',
    'people-wrong': 'Enter a number from {least} to {most}',
    'version-missing': 'Open the page again',
  },
  {
    'title-missing': 'Rhowch deitl',
    'title-too-long': 'Rhaid i’r teitl fod yn {n} nod neu lai',
    'story-missing': 'Rhowch eich stori',
    'panel-missing': 'Rhaid dewis panel',
    'told-wrong': 'Rhowch ddiwrnod, mis a blwyddyn',
    'people-wrong': 'Rhowch rif rhwng {least} a {most}',
    'version-missing': 'Agorwch y dudalen eto',
  },
);

const valuesOf = (body: unknown) => {
  const parsed = form.parse(body);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.values;
};
const linesOf = (body: unknown, language: 'en' | 'cy' = 'en') => {
  const parsed = form.parse(body);
  return parsed.ok ? [] : showForm(form, parsed, words[language]).errors;
};

describe('a form takes', () => {
  it('its named fields and nothing else', () => {
    const values = valuesOf({ ...whole, isAdministrator: 'true', __proto__: { told: 'x' } });
    expect(values).toEqual({
      title: 'A',
      story: 'B',
      panel: 'P1',
      domains: [],
      told: undefined,
      people: undefined,
      version: '3',
    });
  });

  it('nothing from what its body inherits', () => {
    expect(form.parse(Object.create(whole)).ok).toBe(false);
  });

  it('text in one form: NFC, and one kind of line end', () => {
    const values = valuesOf({ ...whole, title: '  ty\u0302 ', story: ' Llw\u0302yd\r\n\rnew ' });
    expect(values.title).toBe('tŷ');
    expect(values.story).toBe(' Llŵyd\n\nnew ');
  });

  it('a story of any length whole', () => {
    expect(valuesOf({ ...whole, story: 'ŵ'.repeat(40_000) }).story).toHaveLength(40_000);
  });

  it('one choice as one of several, in the order they are offered', () => {
    expect(valuesOf({ ...whole, domains: 'D2' }).domains).toEqual(['D2']);
    expect(valuesOf({ ...whole, domains: ['D3', 'D1', 'D1', 'D9'] }).domains).toEqual(['D1', 'D3']);
  });

  it('a date of three inputs as a day of the calendar', () => {
    const told = { 'told-day': ' 3', 'told-month': '02', 'told-year': '2024' };
    expect(valuesOf({ ...whole, ...told }).told).toBe('2024-02-03');
    expect(valuesOf({ ...whole, ...told, 'told-day': '29' }).told).toBe('2024-02-29');
  });

  it.each([
    ['0', 0],
    ['1,000', 1000],
    ['007', 7],
  ])('the number %s as %s', (people, value) => {
    expect(valuesOf({ ...whole, people }).people).toBe(value);
  });
});

describe('a form refuses', () => {
  it.each([undefined, null, 'text', 7, [], {}])(
    'an empty or strange body (%p) with what is missing, in page order',
    (body) => {
      expect(linesOf(body)).toEqual([
        { text: 'Enter a title', href: '#title' },
        { text: 'Enter your story', href: '#story' },
        { text: 'Select a panel', href: '#panel' },
        { text: 'Open the page again', href: '#version' },
      ]);
    },
  );

  it('a title over its real limit, counted in characters that people see', () => {
    expect(linesOf({ ...whole, title: 'ŵ'.repeat(10) })).toEqual([]);
    expect(linesOf({ ...whole, title: '🌱'.repeat(11) }, 'cy')).toEqual([
      { text: 'Rhaid i’r teitl fod yn 10 nod neu lai', href: '#title' },
    ]);
  });

  it('a choice that was not offered, as if nothing was chosen', () => {
    expect(linesOf({ ...whole, panel: 'P3' })).toEqual([{ text: 'Select a panel', href: '#panel' }]);
  });

  it.each([
    ['30', '2', '2024'],
    ['29', '2', '2023'],
    ['1', '13', '2024'],
    ['1', '1', '24'],
    ['', '1', '2024'],
    ['x', '1', '2024'],
  ])('the date %s/%s/%s, linking to its first input', (day, month, year) => {
    const told = { 'told-day': day, 'told-month': month, 'told-year': year };
    expect(linesOf({ ...whole, ...told })).toEqual([{ text: 'Enter a day, month and year', href: '#told-day' }]);
  });

  it.each(['-1', '1001', '1.5', '1e3', '10,00', 'ten', '９'])('the number %s', (people) => {
    expect(linesOf({ ...whole, people })).toEqual([{ text: 'Enter a number from 0 to 1,000', href: '#people' }]);
  });

  it('a question that would be taken for the token', () => {
    expect(() => defineForm({ csrf: text() })).toThrow('csrf');
  });
});

describe('a form shows', () => {
  it('what was typed, with the message at its field', () => {
    const parsed = form.parse({
      ...whole,
      title: '',
      domains: ['D2'],
      'told-day': '31',
      'told-month': '6',
      'told-year': '2024',
    });
    if (parsed.ok) throw new Error('taken');
    const { fields } = showForm(form, parsed, words.cy);
    expect(fields.title).toEqual({
      id: 'title',
      name: 'title',
      value: '',
      errorMessage: { text: 'Rhowch deitl', visuallyHiddenText: 'Gwall' },
    });
    expect(fields.story).toMatchObject({ value: 'B', errorMessage: undefined });
    expect(fields.panel).toMatchObject({ idPrefix: 'panel', value: 'P1' });
    expect(fields.domains).toMatchObject({ idPrefix: 'domains', values: ['D2'] });
    expect(fields.told.items.map(({ label, value }) => [label, value])).toEqual([
      ['Diwrnod', '31'],
      ['Mis', '6'],
      ['Blwyddyn', '2024'],
    ]);
    expect(fields.version).toEqual({ name: 'version', value: '3' });
  });

  it('nothing before anything is typed, and a draft when there is one', () => {
    expect(showForm(form, form.empty, words.en)).toMatchObject({ errors: [], fields: { title: { value: '' } } });
    const draft = form.filled({ title: 'Yr ardd', told: { day: '1', month: '2', year: '2024' } });
    const { fields } = showForm(form, draft, words.en);
    expect(fields.title.value).toBe('Yr ardd');
    expect(fields.told.items.map(({ value }) => value)).toEqual(['1', '2', '2024']);
  });

  it('a refusal of the domain at the field it names, and others last and without a link', () => {
    const catalogue = defineErrors(
      { closed: { status: 409 }, taken: { status: 409 } },
      wordsOf(
        'errors',
        {
          'closed.title': 'Closed',
          'closed.sentence': 'The round is closed.',
          'closed.next': 'Go back.',
          'taken.title': 'Taken',
          'taken.sentence': '{title} is taken.',
          'taken.next': 'Choose another.',
        },
        {
          'closed.title': 'Ar gau',
          'closed.sentence': 'Mae’r rownd wedi cau.',
          'closed.next': 'Ewch yn ôl.',
          'taken.title': 'Cymerwyd',
          'taken.sentence': 'Cymerwyd: {title}.',
          'taken.next': 'Dewiswch un arall.',
        },
      ),
    );
    const parsed = form.parse(whole);
    const state = form.refused(parsed.typed, refuse('closed'), refuse('taken', 'domains.0', { title: 'D1' }));
    const shown = showForm(form, state, words.en, catalogue);
    expect(shown.errors).toEqual([
      { text: 'D1 is taken.', next: 'Choose another.', href: '#domains' },
      { text: 'The round is closed.', next: 'Go back.' },
    ]);
    expect(shown.fields.domains.errorMessage?.text).toBe('D1 is taken.');
    expect(shown.fields.title.value).toBe('A');
  });

  it('a count without a limit, in all the forms of its language', () => {
    const { story } = showForm(form, form.empty, words.cy).fields;
    const texts: unknown = JSON.parse(story.attributes['data-newid-soft-count'] ?? '');
    expect(texts).toEqual({
      zero: '{n} nod',
      one: '{n} nod',
      two: '{n} nod',
      few: '{n} nod',
      many: '{n} nod',
      other: '{n} nod',
    });
  });
});
