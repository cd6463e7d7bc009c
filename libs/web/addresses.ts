import type { Language } from './language.js';

/** The parameter names in a pattern: `/:language/sittings/:sitting` gives `'language' | 'sitting'`. */
type ParameterOf<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterOf<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

export type AddressParameters<Pattern extends string> = {
  readonly [Name in ParameterOf<Pattern>]: Name extends 'language' ? Language : string;
};

/** Values of the query; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | undefined>>;

type To<Pattern extends string> = [ParameterOf<Pattern>] extends [never]
  ? (parameters?: Readonly<Record<string, never>>, query?: Query) => string
  : (parameters: AddressParameters<Pattern>, query?: Query) => string;

/** What is known of any address, whatever its parameters. */
export interface Route {
  readonly kind: 'page' | 'api';
  /** As Nest and Fastify write routes. */
  readonly pattern: string;
  /** The names of the parameters, in order. */
  readonly parameters: readonly string[];
}

export interface Address<Pattern extends string = string> extends Route {
  readonly pattern: Pattern;
  /** An address with its values encoded. Throws for a value that would lead to another address (empty, `.`, `..`). */
  readonly to: To<Pattern>;
}

/** The address of a page: `/:language/...`, or `/` itself. */
export const address = <const Pattern extends `/${string}`>(pattern: Pattern): Address<Pattern> =>
  addressOf('page', pattern);

/** The address of an operation of the API: `/api/v1/...`. */
export const apiAddress = <const Pattern extends `/api/v${number}/${string}`>(pattern: Pattern): Address<Pattern> =>
  addressOf('api', pattern);

function addressOf<const Pattern extends string>(kind: 'page' | 'api', pattern: Pattern): Address<Pattern> {
  const segments = pattern.split('/');
  const to = (parameters: Readonly<Record<string, string>> = {}, query: Query = {}): string =>
    segments
      .map((segment) => (segment.startsWith(':') ? encoded(pattern, segment.slice(1), parameters) : segment))
      .join('/') + writtenQuery(query);
  return {
    kind,
    pattern,
    parameters: segments.filter((segment) => segment.startsWith(':')).map((segment) => segment.slice(1)),
    to,
  };
}

function encoded(pattern: string, name: string, parameters: Readonly<Record<string, string>>): string {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (value === undefined || value === '' || value === '.' || value === '..') {
    throw new Error(`The address ${pattern} was given no usable ${name}`);
  }
  return encodeURIComponent(value);
}

function writtenQuery(query: Query): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.append(name, String(value));
  return given.size === 0 ? '' : `?${given.toString()}`;
}
