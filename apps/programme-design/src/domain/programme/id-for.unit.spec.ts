import { idFor, plainOf } from './id-for.js';

describe('an id made from a name', () => {
  it.each([
    ['Quality of life', 'quality-of-life'],
    ['  Tŷ’r Ŵyl, Llŷn ', 'ty-r-wyl-llyn'],
    ['January–March 2027', 'january-march-2027'],
    ['변화', 'x'],
    ['', 'x'],
    ['a'.repeat(60), 'a'.repeat(40)],
  ])('of %j is %j', (name, id) => {
    expect(plainOf(name)).toBe(id);
  });

  it('never ends in a hyphen where a long name is cut', () => {
    expect(plainOf(`${'a'.repeat(39)} and more`)).toBe('a'.repeat(39));
  });

  it('is another when it is taken', () => {
    expect(idFor('Lessons', [{ id: 'Lessons' }, { id: 'lessons-2' }])).toBe('lessons-3');
  });
});
