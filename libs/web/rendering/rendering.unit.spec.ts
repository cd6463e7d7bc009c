import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { readPage } from '../testing/page.js';
import { inItsLanguage } from './in-its-language.js';
import { plainPageContext, type PageContext } from './page-context.js';
import { renderPage } from './render-page.js';
import { macroParams, strictView } from './strict-view.js';
import { unboundNames } from './template-names.js';
import { pageTemplate, type PageTemplate } from './templates.js';

const folder = mkdtempSync(join(tmpdir(), 'newid-rendering-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'package.json'), '{}');

let written = 0;
function templateOf(content: string, layout = 'layouts/page.njk'): PageTemplate {
  const name = `page-${written++}.njk`;
  writeFileSync(join(folder, name), `{% extends "${layout}" %}{% block content %}<h1>x</h1>${content}{% endblock %}`);
  return pageTemplate(pathToFileURL(join(folder, 'a.page.ts')).href, name);
}

const english: PageContext = plainPageContext({ language: 'en', address: '/en/x' });
const welsh: PageContext = plainPageContext({ language: 'cy', address: '/cy/x' });

describe('a template', () => {
  it('prints what the view says, as text', () => {
    const html = renderPage(templateOf('<p id="a">{{ view.words }}</p>'), { title: 'x', words: '<b>&' }, english);
    expect(html).toContain('<p id="a">&lt;b&gt;&amp;</p>');
  });

  it('marks words of another language inside a sentence, and leaves no mark where no element can stand', () => {
    const [title, ours] = [inItsLanguage('A <b>', 'en', welsh), inItsLanguage('B', 'cy', welsh)];
    const sentence = `Y stori “${title}”, “${ours}”`;
    const template = templateOf(
      '<p aria-label="{{ view.title }}">{{ view.title }}</p><select><option>{{ view.title }}</option></select>',
    );
    const html = renderPage(template, { title: sentence }, welsh);
    const plain = 'Y stori “A &lt;b&gt;”, “B”';
    const marked = 'Y stori “<span lang="en">A &lt;b&gt;</span>”, “B”';
    expect(html).toContain(`<p aria-label="${plain}">${marked}</p><select><option>${plain}</option>`);
    expect(html).toContain(`${plain} – Newid</title>`);
    expect(html).not.toMatch(/[\uFDD0-\uFDD2]/);
  });

  it('throws for a name that the view does not have, at any depth', () => {
    expect(() => renderPage(templateOf('{{ view.wrods }}'), { title: 'x', words: 'y' }, english)).toThrow('view.wrods');
    const view = { title: 'x', rows: [{ story: { name: 'A' } }] };
    const template = templateOf('{% for row in view.rows %}{{ row.story.nmae }}{% endfor %}');
    expect(() => renderPage(template, view, english)).toThrow('view.rows[0].story.nmae');
  });

  it('may ask for a name whose value is undefined', () => {
    const view = { title: 'x', note: undefined };
    expect(renderPage(templateOf('{% if view.note %}never{% endif %}'), view, english)).not.toContain('never');
  });

  it('gives macro parameters to nhsuk macros, which ask for names that are not there', () => {
    const template = templateOf(
      '{% from "nhsuk/components/input/macro.njk" import input %}{{ input(view.name) }}{{ input(view.plain) }}',
    );
    const name = macroParams({ id: 'name', name: 'name', label: { text: 'Name' } });
    expect(() => renderPage(template, { title: 'x', name, plain: { id: 'b' } }, english)).toThrow('macroParams');
    const page = readPage(
      renderPage(template, { title: 'x', name, plain: macroParams({ id: 'b', name: 'b' }) }, english),
    );
    expect(page.field('Name').name).toBe('name');
  });

  it('is not shown with a name that nothing gives it', () => {
    const misspelt = templateOf('{{ vew.words }}');
    for (const _again of [1, 2]) expect(() => renderPage(misspelt, { title: 'x' }, english)).toThrow('uses vew');
    expect(
      unboundNames('{% set a = 1 %}{% for b, c in view.d %}{{ a }}{{ b }}{{ loop.index }}{{ e.f }}{% endfor %}'),
    ).toEqual(['e']);
    expect(
      unboundNames('{% macro m(p, q=1) %}{{ p }}{{ q }}{% endmacro %}{{ m({ text: view.a, html: page.b }) | trim }}'),
    ).toEqual([]);
  });

  it('does not load when it is not there', () => {
    expect(() => pageTemplate(pathToFileURL(join(folder, 'a.page.ts')).href, 'none.njk')).toThrow('none.njk');
  });

  it('takes a frozen view', () => {
    const view = Object.freeze({ title: 'x', rows: Object.freeze([Object.freeze({ a: 'one' })]) });
    expect(renderPage(templateOf('{{ view.rows[0].a }}{{ view.rows | length }}'), view, english)).toContain('one1');
  });

  it('is not checked in production, where a hole is better than no page', () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      expect(renderPage(templateOf('<p>{{ view.wrods }}</p>'), { title: 'x' }, english)).toContain('<p></p>');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });
});

describe('a strict view', () => {
  it('leaves text, numbers and dates as they are', () => {
    const day = new Date(0);
    expect(strictView(day)).toBe(day);
    expect(strictView('a')).toBe('a');
    expect(strictView(undefined)).toBeUndefined();
  });
});

describe('the layout', () => {
  const template = templateOf('');
  const page = (context: PageContext, view: Parameters<typeof renderPage>[1] = { title: 'x' }) =>
    readPage(renderPage(template, view, context));

  it('names the service and the organisation, and shows no logo', () => {
    const shown = page({ ...english, organisationName: 'Elusen Enghraifft', organisationNameLanguage: 'cy' });
    const header = shown.root.querySelector('header');
    expect(shown.linkTo('Newid')).toBe('/en');
    expect(header?.querySelector('[lang="cy"]')?.textContent).toBe('Elusen Enghraifft');
    expect(header?.querySelectorAll('img, svg')).toEqual([]);
    expect(shown.text).not.toContain('NHS');
  });

  it('has a skip link, the support block and the footer, in Welsh on a Welsh page', () => {
    const shown = page(welsh);
    expect(shown.linkTo('Neidio i’r prif gynnwys')).toBe('#maincontent');
    expect(shown.text).toContain('Nid gwasanaeth argyfwng yw hwn.');
    expect(shown.linkTo('Datganiad hygyrchedd')).toBe('/cy/accessibility-statement');
    expect(shown.linkTo('Hysbysiad preifatrwydd')).toBe('/cy/privacy');
    expect(shown.linkTo('Cwcis')).toBe('/cy/cookies');
  });

  it('shows the support that the organisation has worded', () => {
    const shown = page({ ...english, support: { heading: 'Talk to us', paragraphs: ['Ring the ward.'] } });
    expect(shown.text).toContain('Talk to us Ring the ward.');
    expect(shown.text).not.toContain('999');
  });

  it('says when the data are made up, and what the service has to say', () => {
    expect(page(english).text).not.toContain('made up');
    const shown = page({ ...english, isSample: true, notices: ['Closed on Sunday.'] });
    expect(shown.text).toContain('This is an example. Its people and stories are made up.');
    expect(shown.text).toContain('Important: Closed on Sunday.');
  });

  it('marks where one is in the navigation', () => {
    const navigation = [
      { text: 'Stories', href: '/en/stories', isCurrent: true },
      { text: 'Panels', href: '/en/panels' },
    ];
    const shown = page({ ...english, navigation });
    expect(shown.root.querySelectorAll('[aria-current="page"]').map((link) => link.textContent)).toEqual(['Stories']);
    expect(shown.linkTo('Panels')).toBe('/en/panels');
  });

  it('says who is signed in and lets them out with a form that carries its token', () => {
    const shown = page({ ...english, signedInName: 'Siân', signOutAddress: '/en/sign-out', csrfToken: 'token' });
    expect(shown.root.querySelector('form[action="/en/sign-out"] input')?.getAttribute('value')).toBe('token');
    expect(shown.text).toContain('Siân');
  });

  it('leads back where the view says', () => {
    expect(page(welsh, { title: 'x', backLink: '/cy/before' }).linkTo('Yn ôl')).toBe('/cy/before');
  });

  it('asks nothing of another host, and gives its one inline script the nonce', () => {
    const html = renderPage(template, { title: 'x' }, { ...english, cspNonce: 'abc' });
    expect(html).not.toMatch(/(?:href|src|action)="(?:https?:)?\/\//);
    const scripts = readPage(html).root.querySelectorAll('script');
    expect(
      scripts.map((script) => script.getAttribute('src') !== undefined || script.getAttribute('nonce') === 'abc'),
    ).toEqual([true, true]);
  });

  it('names styles and script under /assets', () => {
    const html = renderPage(template, { title: 'x' }, english);
    expect(html).toMatch(/href="\/assets\/newid(-[0-9a-f]{12})?\.css"/);
    expect(html).toMatch(/src="\/assets\/newid(-[0-9a-f]{12})?\.js"/);
  });
});

describe('the change of language', () => {
  const shownWith = (content: string) => {
    const html = renderPage(
      templateOf(content),
      { title: 'x' },
      plainPageContext({ language: 'en', address: '/en/x?a=1&b=2' }),
    );
    const [enter, change] = readPage(html)
      .root.querySelectorAll('header button')
      .map(({ attributes }) => attributes);
    return { link: readPage(html).links.find(({ name }) => name === 'Cymraeg')?.href, enter, change };
  };

  it('is a link where nothing is typed, and where a password is typed or a file chosen', () => {
    const link = '/cy/x?a=1&b=2';
    expect(shownWith('')).toEqual({ link, enter: undefined, change: undefined });
    expect(shownWith('<form method="get"><input name="q"></form>').link).toBe(link);
    expect(shownWith('<form method="post"><input type="hidden" name="csrf"><button>On</button></form>').link).toBe(
      link,
    );
    expect(shownWith('<form method="post"><input name="a"><input type="password" name="b"></form>').link).toBe(link);
    expect(shownWith('<form method="post"><input name="a"><input type="file" name="b"></form>').link).toBe(link);
    expect(shownWith('<form method="post"><input type="checkbox" name="a"></form>').link).toBe(link);
    expect(shownWith('<form method="post" hidden><input name="a"></form>').link).toBe(link);
  });

  it('is a button of the form, to the address of that form, query kept', () => {
    const change = { form: 'typed', formaction: '/cy/x?a=1&b=2', name: 'switch', value: 'language' };
    expect(shownWith('<form method="post"><textarea name="a"></textarea></form>').change).toMatchObject(change);
    expect(
      shownWith('<form id="own" method="post" action="/en/y"><select name="a"></select></form>').change,
    ).toMatchObject({
      ...change,
      form: 'own',
      formaction: '/cy/y',
    });
  });

  it('is not offered where a code is shown that is not shown again', () => {
    const html = renderPage(
      templateOf('<form method="post"><input name="a"></form>'),
      { title: 'x', isShownOnce: true },
      english,
    );
    expect(readPage(html).root.querySelector('.newid-language')).toBeNull();
  });

  it('belongs to the first form with text before one with choices, and leaves Enter to the button of that form', () => {
    const { enter, change } = shownWith(
      '<form method="post" action="/en/y"><input type="radio" name="a"><button>On</button></form>' +
        '<form method="post"><input name="b"><button type="button">Show</button><button name="act" value="add">Add</button></form>',
    );
    expect(change).toMatchObject({ formaction: '/cy/x?a=1&b=2' });
    expect(enter).toMatchObject({ form: 'typed', name: 'act', value: 'add', tabindex: '-1' });
  });
});

describe('the layout of story pages', () => {
  it('lets a person leave at once, without a script, in their language', () => {
    const template = templateOf('', 'layouts/story-page.njk');
    expect(readPage(renderPage(template, { title: 'x' }, english)).linkTo('Emergency Exit this page')).toBe('/leave');
    const inWelsh = readPage(renderPage(template, { title: 'x', backLink: '/cy/before' }, welsh));
    expect(inWelsh.linkTo('Argyfwng Gadael y dudalen hon')).toBe('/leave');
    expect(inWelsh.linkTo('Yn ôl')).toBe('/cy/before');
  });
});
