import { renderMacro } from '../testing/render-macro.js';
import { barChartExamples } from './bar-chart/examples.js';
import { countsTableExamples } from './counts-table/examples.js';
import { paragraphsOf } from './story-card/story-card.js';
import { storyCardExamples } from './story-card/examples.js';

const textOf = (elements: readonly { readonly textContent: string }[]): readonly string[] =>
  elements.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());

describe('a story card', () => {
  const welsh = renderMacro('story-card', 'storyCard', storyCardExamples['told in Welsh, with a content note']);

  it('says what the story holds before its text, which is behind a next step', () => {
    const html = welsh.toString();
    expect(textOf(welsh.querySelectorAll('li'))).toEqual(['being alone', 'a stay in hospital']);
    expect(html.indexOf('being alone')).toBeLessThan(html.indexOf('<details'));
    expect(welsh.querySelector('details')?.hasAttribute('open')).toBe(false);
    expect(textOf(welsh.querySelectorAll('details p'))).toEqual([
      'Es i i’r ardd. Roedd hi’n braf.',
      'Nawr rwy’n mynd bob wythnos.',
    ]);
  });

  it('marks the title and the text with the language they were told in', () => {
    expect(welsh.querySelector('h2')?.getAttribute('lang')).toBe('cy');
    expect(welsh.querySelector('.nhsuk-details__text')?.getAttribute('lang')).toBe('cy');
  });

  it('shows markup in a story as text', () => {
    const example = storyCardExamples['without a content note, with markup in it'];
    const card = renderMacro('story-card', 'storyCard', example);
    expect(card.querySelector('script')).toBeNull();
    expect(textOf(card.querySelectorAll('h3'))).toEqual(['A <b>new</b> bus']);
    expect(card.querySelector('ul')).toBeNull();
  });

  it('parts paragraphs at empty lines only', () => {
    expect(paragraphsOf('one\nline\n \n\ntwo\n')).toEqual(['one\nline', 'two']);
    expect(paragraphsOf('  \n ')).toEqual([]);
  });
});

describe('a table of counts', () => {
  it('has a caption, and headings for its columns and rows', () => {
    const table = renderMacro('counts-table', 'countsTable', countsTableExamples['stories by domain, with a total']);
    expect(textOf(table.querySelectorAll('caption'))).toEqual(['Stories by domain']);
    expect(textOf(table.querySelectorAll('th[scope="col"]'))).toEqual(['Domain', 'Stories', 'Chosen']);
    expect(textOf(table.querySelectorAll('th[scope="row"]'))).toEqual(['Taking part', 'Bywyd bob dydd', 'Total']);
    expect(textOf(table.querySelectorAll('td'))).toEqual(['31', '2', '17', '1', '48', '3']);
    expect(table.querySelector('th[lang="cy"]')?.textContent).toBe('Bywyd bob dydd');
  });

  it('shows markup in a label as text', () => {
    const table = renderMacro('counts-table', 'countsTable', countsTableExamples['a label with markup in it']);
    expect(textOf(table.querySelectorAll('th'))).toEqual(['<i>Name</i>', 'n', '<b>']);
  });
});

describe('a bar chart', () => {
  const chart = renderMacro('bar-chart', 'barChart', barChartExamples['three domains']);

  it('draws bars from zero, as long as their counts are large', () => {
    expect(chart.querySelectorAll('rect').map((bar) => bar.getAttribute('width'))).toEqual(['1000', '250', '0']);
  });

  it('says the same in a table beside it', () => {
    expect(textOf(chart.querySelectorAll('tbody tr'))).toEqual([
      'Taking part 1,200',
      'Bywyd bob dydd 300',
      'Any other change 0',
    ]);
  });

  it('has no inline style, which the policy would forbid', () => {
    expect(chart.toString()).not.toMatch(/style=/);
  });

  it('draws nothing of nothing', () => {
    expect(renderMacro('bar-chart', 'barChart', barChartExamples['nothing yet']).querySelectorAll('rect')).toEqual([]);
  });
});
