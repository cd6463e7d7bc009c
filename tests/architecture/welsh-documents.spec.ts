import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const docs = resolve(import.meta.dirname, '../../docs');

// Everything else in docs is for people who use Newid, and is there in Welsh.
const inEnglishOnly =
  /^(?:api|decisions)\/|^(?:architecture|keys|operations|performance|security|testing|welsh-to-check)\.md$/;

type Part = { readonly line: number; readonly text: string };

type Page = {
  readonly name: string;
  /** Headings, paragraphs, points, rows of tables and lines of code, in their order. */
  readonly outline: readonly Part[];
  readonly codeWords: readonly Part[];
  readonly links: readonly Part[];
};

const found = (text: string, pattern: RegExp): readonly Part[] =>
  [...text.matchAll(pattern)].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    text: match[1] ?? '',
  }));

function partIn(text: string, before: string): string | undefined {
  if (/^#+ /.test(text)) return `a heading of level ${text.indexOf(' ')}`;
  if (/^\s*(?:-|\d+\.) /.test(text)) return 'a point of a list';
  if (text.startsWith('|')) return 'a row of a table';
  return text !== '' && before === '' ? 'a paragraph' : undefined;
}

function outlineOf(lines: readonly string[]): readonly Part[] {
  let isCode = false;
  return lines.flatMap((text, index) => {
    const isFence = text.startsWith('```');
    const part = isCode || isFence ? `the line of code ${JSON.stringify(text)}` : partIn(text, lines[index - 1] ?? '');
    if (isFence) isCode = !isCode;
    return part === undefined ? [] : [{ line: index + 1, text: part }];
  });
}

function read(name: string): Page {
  const whole = readFileSync(join(docs, name), 'utf8');
  const prose = whole.replaceAll(/^```[\s\S]*?^```$/gm, (block) => block.replaceAll(/[^\n]/g, ''));
  const codeWords = found(prose, /`([^`]+)`/g).map(({ line, text }) => ({
    line,
    text: text
      .replaceAll(/\s+/g, ' ')
      .replace('docs/cy/', 'docs/')
      .replace(/^\/cy\//, '/en/'),
  }));
  return {
    name: `docs/${name}`,
    outline: outlineOf(whole.split('\n')),
    // Several words with a capital are what a button or a page is called: that is translated.
    codeWords: codeWords.filter(({ text }) => !/^\p{Lu}\p{Ll}* \p{Ll}/u.test(text)),
    links: found(prose, /\]\((?!https?:|mailto:|#)([^)#\s]+)/g),
  };
}

function firstDifference(welsh: Page, english: Page): readonly string[] {
  const longer = welsh.outline.length > english.outline.length ? welsh : english;
  const at = longer.outline.findIndex((_, index) => welsh.outline[index]?.text !== english.outline[index]?.text);
  const say = ({ name, outline }: Page): string => {
    const part = outline[at];
    return part === undefined ? `${name} has ended` : `${name}:${part.line} has ${part.text}`;
  };
  return at === -1 ? [] : [`${say(welsh)}; ${say(english)}`];
}

const lacking = (page: Page, other: Page): readonly string[] =>
  other.codeWords
    .filter(({ text }) => !page.codeWords.some((word) => word.text === text))
    .map(({ line, text }) => `${other.name}:${line} has \`${text}\`, ${page.name} has not`);

function mislinked(page: Page, other: Page): readonly string[] {
  const pathOf = (name: string): string => resolve(docs, '..', name);
  const leadsTo = ({ text }: Part): string => join(dirname(pathOf(page.name)), text);
  const [first] = page.links;
  return [
    ...(first !== undefined && leadsTo(first) === pathOf(other.name)
      ? []
      : [`${page.name}:${first?.line ?? 1} does not begin with a link to ${other.name}`]),
    ...page.links
      .filter((link) => !existsSync(leadsTo(link)))
      .map(({ line, text }) => `${page.name}:${line} links to ${text}, which is not there`),
  ];
}

const all = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
const forUsers = all.filter((name) => !name.startsWith('cy/') && !inEnglishOnly.test(name));
const inWelsh = all.filter((name) => name.startsWith('cy/'));
const pairs = forUsers
  .filter((name) => inWelsh.includes(`cy/${name}`))
  .map((name) => ({ english: read(name), welsh: read(`cy/${name}`) }));

describe('documents for people who use Newid', () => {
  it('are there in Welsh, one page for each', () => {
    expect(forUsers.length).toBeGreaterThan(0);
    expect(inWelsh.toSorted()).toEqual(forUsers.map((name) => `cy/${name}`).toSorted());
  });

  it('have the same headings, points, rows and lines of code in the same order', () => {
    expect(pairs.flatMap(({ english, welsh }) => firstDifference(welsh, english))).toEqual([]);
  });

  it('name the same commands, addresses and settings', () => {
    expect(pairs.flatMap(({ english, welsh }) => [...lacking(welsh, english), ...lacking(english, welsh)])).toEqual([]);
  });

  it('link to each other before anything else, and to pages that are there', () => {
    const wrong = pairs.flatMap(({ english, welsh }) => [...mislinked(english, welsh), ...mislinked(welsh, english)]);
    expect(wrong).toEqual([]);
  });
});
