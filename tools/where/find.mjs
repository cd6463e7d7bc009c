import { addressesIn, inKebabCase, lineOf, useCaseOf, wordsIn } from './sources.mjs';

const inCamelCase = (kebab) => kebab.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const roles = [
  [/\.(spec|contract)\.ts$|\/testing\//, 'test'],
  [/\.words\.en\.json$/, 'words (English)'],
  [/\.words\.cy\.json$/, 'words (Welsh)'],
  [/\.page\.ts$/, 'page'],
  [/\.api\.ts$/, 'api'],
  [/\.command\.ts$/, 'command'],
  [/\.query\.ts$/, 'query'],
  [/\.handler\.ts$/, 'handler'],
  [/\.dto\.ts$/, 'request and response'],
  [/\.form\.ts$/, 'form'],
  [/\.view\.ts$/, 'view'],
  [/\.njk$/, 'template'],
  [/\/addresses\.ts$/, 'address'],
  [/\/integration\/publishes\//, 'publishes'],
  [/\/integration\/from-/, 'subscribes'],
  [/^libs\/contracts\//, 'contract'],
  [/\/read-models\//, 'read model'],
  [/\/domain\//, 'domain'],
  [/\/use-cases\//, 'use case'],
];
const roleOf = (path) => roles.find(([pattern]) => pattern.test(path))?.[1] ?? 'also';

const lineFor = (path, detail) => ({ role: roleOf(path), path, ...(detail === undefined ? {} : { detail }) });

const inReadingOrder = (lines) => {
  const place = ({ role }) => {
    const index = roles.findIndex(([, name]) => name === role);
    // Tests are recognised first and read last.
    return role === 'test' ? roles.length + 1 : index < 0 ? roles.length : index;
  };
  const detailed = new Set(lines.filter(({ detail }) => detail !== undefined).map(({ path }) => path));
  const distinct = new Map(
    lines
      .filter(({ path, detail }) => detail !== undefined || !detailed.has(path))
      .map((line) => [`${line.path} ${line.detail ?? ''}`, line]),
  );
  return [...distinct.values()].sort((a, b) => place(a) - place(b) || (a.path < b.path ? -1 : 1));
};

/** All of one use case: its folder, its addresses, the domain file of its name, and the tests that speak of it. */
function wholeUseCase(sources, { service, name, folder }) {
  const camel = inCamelCase(name);
  const addresses = addressesIn(sources).filter(
    (address) => opensAt(sources, folder, address) || new RegExp(`^${camel}(Api|Page|Form)?$`).test(address.name),
  );
  const namedAlike = ({ path }) =>
    path.startsWith(`apps/${service}/`) && path.includes('/domain/') && path.includes(`/${name}.`);
  const isTestBeside = (path) =>
    !path.startsWith(folder) &&
    (path.startsWith('tests/') || (path.startsWith(`apps/${service}/`) && path.endsWith('.spec.ts')));
  const speaksOfIt = ({ path, text }) =>
    isTestBeside(path) && new RegExp(`\\b(${escaped(name)}|${camel})\\b`).test(text);
  return {
    heading: `use case ${name} of ${service}`,
    folder,
    lines: inReadingOrder([
      ...addresses
        .map(({ path, line, pattern }) => lineFor(`${path}:${line}`, pattern))
        .map((line) => ({ ...line, role: 'address' })),
      ...sources.filter((source) => source.path.startsWith(folder)).map(({ path }) => lineFor(path)),
      ...sources.filter(namedAlike).map(({ path }) => lineFor(path)),
      ...sources.filter(speaksOfIt).map(({ path }) => lineFor(path)),
    ]),
  };
}

const useCasesIn = (sources) => [
  ...new Map(
    sources.map(({ path }) => useCaseOf(path)).flatMap((found) => (found === undefined ? [] : [[found.folder, found]])),
  ).values(),
];

export function findUseCase(sources, asked) {
  const name = inKebabCase(asked.trim());
  return useCasesIn(sources)
    .filter((useCase) => useCase.name === name)
    .map((useCase) => wholeUseCase(sources, useCase));
}

const isOpen = (segment) => /^[:{]/.test(segment);

/** How many segments agree word for word; undefined when the address is not one of this pattern. */
function agreement(pattern, asked) {
  const theirs = pattern.split('/').filter(Boolean);
  const ours = asked.split('/').filter(Boolean);
  if (theirs.length !== ours.length) return undefined;
  const fits = theirs.every((segment, i) => {
    if (segment === ':language') return isOpen(ours[i]) || ['en', 'cy'].includes(ours[i]);
    return isOpen(segment) ? true : segment === ours[i];
  });
  return fits ? theirs.filter((segment) => !isOpen(segment)).length : undefined;
}

export function findAddress(sources, asked) {
  const path = asked.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/, '');
  if (!path.startsWith('/')) return [];
  const fitting = addressesIn(sources)
    .map((address) => ({ ...address, agreed: agreement(address.pattern, path) }))
    .filter(({ agreed }) => agreed !== undefined);
  const best = Math.max(...fitting.map(({ agreed }) => agreed));
  return fitting
    .filter(({ agreed }) => agreed === best)
    .map((address) => {
      const doors = useCasesIn(sources).filter(({ folder }) => opensAt(sources, folder, address));
      const lines = [
        { role: 'address', path: `${address.path}:${address.line}`, detail: address.pattern },
        ...doors.flatMap((useCase) => wholeUseCase(sources, useCase).lines),
        ...(doors.length > 0 || address.name === '' ? [] : mentions(sources, new RegExp(`\\b${address.name}\\b`))),
      ];
      return {
        heading: `address ${address.pattern}`,
        ...(doors[0] === undefined ? {} : { folder: doors[0].folder }),
        lines: inReadingOrder(lines),
      };
    });
}

/** A use case is the door to an address when it declares it, carries its name, or hands it to a route decorator. */
function opensAt(sources, folder, { name, path }) {
  if (path.startsWith(folder)) return true;
  if (name === '') return false;
  const routed = new RegExp(`@\\w+\\(\\s*(?:\\w+\\.)*${name}\\b`);
  return sources.some((source) => source.path.startsWith(folder) && routed.test(source.text));
}

const mentions = (sources, pattern) =>
  sources.flatMap(({ path, text }) => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ ...lineFor(path), path: `${path}:${lineOf(text, match.index)}` }];
  });

/** `StorySubmitted`, `story.submitted.v1` or `story-submitted`: who defines, keeps, publishes and takes it. */
export function findEvent(sources, asked) {
  const looksLikeOne = /^[A-Z][a-z]+([A-Z][a-z]*)+$|^[a-z]+([.-][a-z]+)+(\.v\d+)?$/.test(asked);
  if (!looksLikeOne) return [];
  const words = inKebabCase(asked.replace(/\.v\d+$/, '')).split('-');
  const camel = inCamelCase(words.join('-'));
  const pascal = camel.charAt(0).toUpperCase() + camel.slice(1);
  const inAnyForm = new RegExp(`\\b(?:${pascal}|${camel}V\\d+|${words.join('[.-]')}\\.v\\d+)(?![a-z])`);
  // A class of the same name in a page is no event: one must be declared in a domain or a contract.
  const declares = ({ path }) => /\/domain\/|^libs\/contracts\/|\/integration\//.test(path);
  const lines = mentions(sources, inAnyForm);
  if (!lines.some(declares)) return [];
  return [{ heading: `event ${pascal} (${words.join('.')})`, lines: inReadingOrder(lines) }];
}

/** `round-closed`: where a refusal is decided, catalogued and put in words. */
export function findRefusal(sources, asked) {
  if (!/^[a-z]+(-[a-z]+)+$/.test(asked)) return [];
  const lines = mentions(sources, new RegExp(`['"]${asked}(?:\\.(?:title|sentence|next))?['"]`));
  return lines.length === 0 ? [] : [{ heading: `refusal ${asked}`, lines: inReadingOrder(lines) }];
}

const asTokens = (text) =>
  text.normalize('NFC').replaceAll(/[’‘]/g, "'").replaceAll(/[“”]/g, '"').toLowerCase().split(/\s+/).filter(Boolean);

const hasPlaceholder = (token) => /\{\w+\}/.test(token);
const tokenPattern = (token) =>
  new RegExp(
    `^${token
      .split(/\{\w+\}/)
      .map(escaped)
      .join('.*')}$`,
  );

/**
 * How many words of what was seen stand in the text itself, read from its word `at` on, where a placeholder stands for
 * one word or more; undefined when it does not read so. Whoever leaves off in the middle of a sentence leaves its comma.
 */
function wordsShared(seen, text, i, at) {
  if (i === seen.length) return 0;
  if (at >= text.length) return undefined;
  if (!hasPlaceholder(text[at])) {
    const isSame = seen[i] === text[at] || (i === seen.length - 1 && seen[i] === text[at].replace(/[.,:;!?]+$/, ''));
    const rest = isSame ? wordsShared(seen, text, i + 1, at + 1) : undefined;
    return rest === undefined ? undefined : rest + 1;
  }
  for (let taken = 1; i + taken <= seen.length; taken += 1) {
    const fits = tokenPattern(text[at]).test(seen.slice(i, i + taken).join(' '));
    const rest = fits ? wordsShared(seen, text, i + taken, at + 1) : undefined;
    if (rest !== undefined) return rest;
  }
  return undefined;
}

/** A placeholder could stand for anything: at least half of what was seen must be in the text word for word. */
const isPart = (seen, text) => text.some((_, at) => (wordsShared(seen, text, 0, at) ?? 0) >= seen.length / 2);

const isWhole = (seen, template) =>
  new RegExp(
    `^${template
      .join(' ')
      .split(/\{\w+\}/)
      .map(escaped)
      .join('.+')}$`,
  ).test(seen.join(' '));

export function findSentence(sources, asked) {
  const seen = asTokens(asked);
  const all = wordsIn(sources).map((entry) => ({ ...entry, tokens: asTokens(entry.text) }));
  // `{role}, {place}` reads anything with a comma.
  const hasWords = ({ tokens }) => tokens.some((token) => /\p{L}/u.test(token.replaceAll(/\{\w+\}/g, '')));
  const whole = all.filter((entry) => isWhole(seen, entry.tokens) && hasWords(entry));
  // `{from} to {to}` also reads much that is not it: the text with the most words of its own is meant.
  const ownWords = ({ tokens }) => tokens.filter((token) => !hasPlaceholder(token)).length;
  const most = Math.max(...whole.map(ownWords));
  const found =
    whole.length > 0
      ? whole.filter((entry) => ownWords(entry) === most)
      : all.filter(({ tokens }) => isPart(seen, tokens));
  const byKey = new Map(found.map((entry) => [`${entry.path} ${entry.key}`, entry]));
  return [...byKey.values()].slice(0, 10).map((entry) => aboutWords(sources, all, entry));
}

function aboutWords(sources, all, { path, key }) {
  const stem = path.replace(/\.words\.(en|cy)\.json$/, '');
  const useCase = useCaseOf(path);
  const spelt = all.filter((entry) => entry.key === key && entry.path.startsWith(`${stem}.words.`));
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const uses = sources.filter(
    (source) =>
      source.path.startsWith(folder) &&
      !source.path.endsWith('.json') &&
      new RegExp(`['"\`]${escaped(key)}['"\`]`).test(source.text),
  );
  return {
    heading: `words "${key}"${useCase === undefined ? '' : ` of use case ${useCase.name} of ${useCase.service}`}`,
    folder,
    lines: inReadingOrder([
      ...spelt.map((entry) => lineFor(entry.path, entry.text)),
      ...uses.map((source) => lineFor(source.path)),
      ...(useCase === undefined ? [] : wholeUseCase(sources, useCase).lines),
    ]),
  };
}

/** Names of use cases that share a word with what was asked. */
export function namesAlike(sources, asked) {
  const words = new Set(
    inKebabCase(asked)
      .split(/[-/:]+/)
      .filter((word) => word.length > 2),
  );
  return [...new Set(useCasesIn(sources).map(({ name }) => name))].filter((name) =>
    name.split('-').some((word) => words.has(word)),
  );
}
