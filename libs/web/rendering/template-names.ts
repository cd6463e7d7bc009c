import nunjucks from 'nunjucks';

/** The part of the parser that is used here; it is public and untyped (nunjucks.parser, nunjucks.nodes). */
interface SyntaxNode {
  readonly fields: readonly string[];
  readonly typename: string;
  readonly [field: string]: unknown;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isNode = (value: unknown): value is SyntaxNode =>
  isObject(value) && 'fields' in value && Array.isArray(value.fields) && 'typename' in value;

/** Names that a template may use without saying where they come from. */
const givenNames = new Set(['view', 'page', 'loop', 'super', 'caller', 'undefined', 'range', 'joiner', 'cycler']);

/**
 * The names a template uses and nowhere binds. A misspelt `vew.heading` prints nothing, and no Proxy sees it, because
 * the name is looked up outside the view.
 */
export function unboundNames(source: string): readonly string[] {
  const parser: unknown = Reflect.get(nunjucks, 'parser');
  if (!isObject(parser) || !('parse' in parser) || typeof parser.parse !== 'function') {
    throw new Error('This version of nunjucks has no parser to check templates with');
  }
  const used = new Set<string>();
  const bound = new Set<string>();
  visit(Reflect.apply(parser.parse, parser, [source]), used, bound);
  return [...used].filter((name) => !bound.has(name) && !givenNames.has(name));
}

const symbolName = (value: unknown): readonly string[] =>
  isNode(value) && value.typename === 'Symbol' && typeof value['value'] === 'string' ? [value['value']] : [];

const childrenOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isNode(value) ? value.fields.map((field) => value[field]) : [];

/** Every name below a node: the targets of a loop or a set, the arguments of a macro. */
const namesBelow = (value: unknown): readonly string[] => [
  ...symbolName(value),
  ...childrenOf(value).flatMap(namesBelow),
];

function visit(value: unknown, used: Set<string>, bound: Set<string>): void {
  for (const name of symbolName(value)) used.add(name);
  if (isNode(value)) for (const name of boundBy(value)) bound.add(name);
  // The key of a pair and the name of a filter, a block or a test are no look-ups.
  const children = isNode(value) ? lookUpsOf(value) : childrenOf(value);
  for (const child of children) visit(child, used, bound);
}

function boundBy(node: SyntaxNode): readonly string[] {
  switch (node.typename) {
    case 'Set':
      return namesBelow(node['targets']);
    case 'For':
      return namesBelow(node['name']);
    case 'Macro':
    case 'Caller':
      return [...namesBelow(node['name']), ...namesBelow(node['args'])];
    case 'Import':
      return namesBelow(node['target']);
    case 'FromImport':
      return namesBelow(node['names']);
    default:
      return [];
  }
}

function lookUpsOf(node: SyntaxNode): readonly unknown[] {
  switch (node.typename) {
    case 'Pair':
      return [node['value']];
    case 'Filter':
      return [node['args']];
    case 'Is':
      return [node['left']];
    case 'Block':
      return [node['body']];
    case 'Super':
      return [];
    default:
      return childrenOf(node);
  }
}
