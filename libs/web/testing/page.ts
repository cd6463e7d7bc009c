import { parse, type HTMLElement } from 'node-html-parser';

/** A page as a person meets it: by heading, link, label and message. For `*.page.spec.ts`. */
export interface PageReading {
  readonly title: string;
  /** The language of the document. */
  readonly language: string;
  /** The text of the one h1. Throws when there is none or more than one. */
  readonly heading: string;
  /** The text of the main part, spaces put together. */
  readonly mainText: string;
  /** The text of all of it. */
  readonly text: string;
  readonly links: readonly { readonly name: string; readonly href: string; readonly language: string | undefined }[];
  /** The address of the link of that name. Throws when there is none. */
  readonly linkTo: (name: string) => string;
  readonly buttons: readonly string[];
  /** The field of that label or legend. Throws when there is none. */
  readonly field: (label: string) => FieldReading;
  /** The error summary, in order. Throws when an item links to an input that is not there. */
  readonly errors: readonly { readonly text: string; readonly input: string | undefined }[];
  /** What the error summary says to do now, in order. */
  readonly nexts: readonly string[];
  /** The rows of the table of that caption, head first. */
  readonly table: (caption: string) => readonly (readonly string[])[];
  /** What a browser would send, field by field, were the main form sent as it is. */
  readonly formValues: Readonly<Record<string, string | readonly string[]>>;
  readonly root: HTMLElement;
}

export interface FieldReading {
  readonly name: string;
  /** What is typed or chosen: of several inputs under one legend, those that are ticked or filled. */
  readonly values: readonly string[];
  readonly value: string;
  readonly options: readonly string[];
  readonly hint: string | undefined;
  readonly error: string | undefined;
}

/** Reads one page. Throws for what no page may have: two elements of one id, an inline style, a handler in an attribute. */
export function readPage(html: string): PageReading {
  const root = parse(html, { comment: false });
  refuseUnfit(root);
  const links = root.querySelectorAll('a[href]').map((link) => ({
    name: words(link),
    href: link.getAttribute('href') ?? '',
    language: link.getAttribute('lang'),
  }));
  return {
    root,
    title: words(only(root, 'head title')),
    language: only(root, 'html').getAttribute('lang') ?? '',
    get heading() {
      return words(only(root, 'h1'));
    },
    mainText: words(only(root, 'main')),
    text: words(only(root, 'body')),
    links,
    linkTo: (name) => found(links, (link) => link.name === name, `a link "${name}"`).href,
    buttons: root.querySelectorAll('main button').map(words),
    field: (label) => fieldOf(root, label),
    errors: root.querySelectorAll('.nhsuk-error-summary__list li').map((item) => errorOf(root, item)),
    nexts: root.querySelectorAll('.newid-error-next').map(words),
    table: (caption) => rowsOf(found(root.querySelectorAll('table'), hasCaption(caption), `a table "${caption}"`)),
    formValues: Object.fromEntries(inputsIn(only(root, 'main')).flatMap(sentBy).reduce(together, nothingSent())),
  };
}

const words = (element: HTMLElement): string => element.textContent.replace(/\s+/g, ' ').trim();

function only(root: HTMLElement, selector: string): HTMLElement {
  const [first, second] = root.querySelectorAll(selector);
  if (first === undefined || second !== undefined) throw new Error(`Expected one ${selector} on the page`);
  return first;
}

function found<Item>(items: readonly Item[], isIt: (item: Item) => boolean, name: string): Item {
  const item = items.find(isIt);
  if (item === undefined) throw new Error(`The page has no ${name.replace(/^an? /, '')}`);
  return item;
}

function refuseUnfit(root: HTMLElement): void {
  const ids = root.querySelectorAll('[id]').map((element) => element.getAttribute('id') ?? '');
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`Two elements have the id "${twice}"`);
  for (const element of root.querySelectorAll('*')) {
    const inline = Object.keys(element.attributes).find((name) => name === 'style' || name.startsWith('on'));
    if (inline !== undefined) throw new Error(`<${element.rawTagName}> has ${inline}, which the policy forbids`);
  }
}

const inputs = 'input, textarea, select';
const inputsIn = (element: HTMLElement): readonly HTMLElement[] => element.querySelectorAll(inputs);

function errorOf(root: HTMLElement, item: HTMLElement) {
  const href = item.querySelector('a')?.getAttribute('href');
  const id = href?.startsWith('#') ? href.slice(1) : undefined;
  const input = id === undefined ? undefined : root.getElementById(id);
  if (href !== undefined && (!input || !inputsIn(root).includes(input))) {
    throw new Error(`The error "${words(item)}" links to ${href}, where there is no input`);
  }
  const next = item.querySelector('.newid-error-next');
  const text = words(item).slice(0, next === null ? undefined : -words(next).length);
  return { text: text.trim(), input: input?.getAttribute('name') };
}

function fieldOf(root: HTMLElement, label: string): FieldReading {
  const legend = root.querySelectorAll('legend').find((element) => words(element) === label);
  const group = legend?.parentNode;
  if (group) return readingOf(root, inputsIn(group), group);
  const its = found(root.querySelectorAll('label'), (element) => words(element) === label, `field "${label}"`);
  const input = root.getElementById(its.getAttribute('for') ?? '');
  if (!input) throw new Error(`The label "${label}" is for no input`);
  return readingOf(root, [input], input);
}

function readingOf(root: HTMLElement, its: readonly HTMLElement[], described: HTMLElement): FieldReading {
  const values = its.flatMap(sentBy).flatMap(([, value]) => (value === '' ? [] : [value]));
  const descriptions = (described.getAttribute('aria-describedby') ?? '').split(/\s+/).filter(Boolean);
  const description = (mark: string): string | undefined => {
    const element = descriptions.map((id) => root.getElementById(id)).find((it) => it?.classList.contains(mark));
    return element ? words(element) : undefined;
  };
  const options = its.flatMap((input) =>
    input.tagName === 'SELECT'
      ? input.querySelectorAll('option').map((option) => option.getAttribute('value') ?? words(option))
      : isTicked(input) === undefined
        ? []
        : [input.getAttribute('value') ?? ''],
  );
  return {
    name: its[0]?.getAttribute('name') ?? '',
    values,
    value: values.join(' '),
    options,
    hint: description('nhsuk-hint'),
    error: description('nhsuk-error-message'),
  };
}

/** Undefined for an input that is not there to be ticked. */
function isTicked(input: HTMLElement): boolean | undefined {
  const type = input.getAttribute('type');
  return type === 'radio' || type === 'checkbox' ? input.hasAttribute('checked') : undefined;
}

function sentBy(input: HTMLElement): readonly (readonly [string, string])[] {
  const name = input.getAttribute('name');
  if (name === undefined || isTicked(input) === false || input.hasAttribute('disabled')) return [];
  if (input.tagName === 'TEXTAREA') return [[name, input.textContent.replace(/^\n/, '')]];
  if (input.tagName !== 'SELECT') return [[name, input.getAttribute('value') ?? '']];
  const chosen = input.querySelector('option[selected]') ?? input.querySelector('option');
  return [[name, chosen?.getAttribute('value') ?? '']];
}

type Sent = Map<string, string | readonly string[]>;

const nothingSent = (): Sent => new Map();

function together(sent: Sent, [name, value]: readonly [string, string]): Sent {
  const before = sent.get(name);
  return sent.set(name, before === undefined ? value : [before, value].flat());
}

const hasCaption =
  (caption: string) =>
  (table: HTMLElement): boolean => {
    const its = table.querySelector('caption');
    return its !== null && words(its) === caption;
  };

const rowsOf = (table: HTMLElement): readonly (readonly string[])[] =>
  table.querySelectorAll('tr').map((row) => row.querySelectorAll('th, td').map(wordsOfCell));

/** Without the heading of its column, which telephones show beside each cell. */
function wordsOfCell(cell: HTMLElement): string {
  const hidden = cell.querySelector('.nhsuk-table__heading');
  return words(cell)
    .slice(hidden === null ? 0 : words(hidden).length)
    .trim();
}
