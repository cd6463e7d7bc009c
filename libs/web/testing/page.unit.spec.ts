import { readPage } from './page.js';

const page = (main: string): string =>
  `<html lang="en"><head><title>T</title></head><body><main>${main}</main></body></html>`;
const summary = (href: string): string =>
  `<div class="nhsuk-error-summary"><ul class="nhsuk-error-summary__list"><li><a href="${href}">Wrong</a></li></ul></div>`;

describe('reading a page', () => {
  it('finds fields by label, and what is typed in them', () => {
    const read = readPage(
      page(`<h1>H</h1><label for="a">Name</label><input id="a" name="a" value="Si&acirc;n">
        <fieldset aria-describedby="e"><legend>Which?</legend><span id="e" class="nhsuk-error-message">Error: x</span>
        <input type="checkbox" name="b" value="1" checked><input type="checkbox" name="b" value="2" checked>
        <input type="checkbox" name="b" value="3"></fieldset>`),
    );
    expect(read.field('Name').value).toBe('Siân');
    expect(read.field('Which?')).toMatchObject({ values: ['1', '2'], options: ['1', '2', '3'], error: 'Error: x' });
    expect(read.formValues).toEqual({ a: 'Siân', b: ['1', '2'] });
    expect(() => read.field('Nothing')).toThrow('field "Nothing"');
    expect(() => read.linkTo('Nowhere')).toThrow('link "Nowhere"');
  });

  it('throws when an error leads to no input', () => {
    expect(readPage(page(`${summary('#a')}<input id="a" name="a">`)).errors).toEqual([{ text: 'Wrong', input: 'a' }]);
    expect(() => readPage(page(summary('#a')))).toThrow('#a');
    expect(() => readPage(page(`${summary('#a')}<p id="a"></p>`))).toThrow('#a');
  });

  it.each([
    ['two elements of one id', '<p id="a"></p><p id="a"></p>', '"a"'],
    ['an inline style', '<p style="color:red"></p>', 'style'],
    ['a handler in an attribute', '<p onclick="x()"></p>', 'onclick'],
  ])('throws for %s', (_, main, message) => {
    expect(() => readPage(page(main))).toThrow(message);
  });

  it('throws for a page of two headings', () => {
    expect(() => readPage(page('<h1>A</h1><h1>B</h1>')).heading).toThrow('h1');
  });

  it('reads a table by its caption', () => {
    const read = readPage(page('<table><caption>C</caption><tr><th>a</th></tr><tr><td>1</td></tr></table>'));
    expect(read.table('C')).toEqual([['a'], ['1']]);
  });
});
