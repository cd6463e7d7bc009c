/** Nothing that is asked for here goes deeper than ten. Whatever walks a body by calling itself ends at some thousands. */
const deepest = 32;

/** Level by level, so that no depth is too deep to be found out. */
export function isTooDeep(body: unknown): boolean {
  let level: readonly unknown[] = [body];
  for (let depth = 0; depth <= deepest; depth += 1) {
    level = level.flatMap((value): readonly unknown[] => (isParsed(value) ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/** Of a parser of JSON or forms: streams and files are not walked. */
function isParsed(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
