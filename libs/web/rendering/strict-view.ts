const parametersOfMacros = new WeakSet<object>();

/**
 * Marks an object as parameters of an nhsuk macro. Macros ask for many names that are not given, so the object is
 * left as it is; any other object in a view throws on a name that it does not have.
 */
export function macroParams<Params extends object>(params: Params): Params {
  parametersOfMacros.add(params);
  return params;
}

/**
 * A view that throws on an unknown name. Nunjucks prints nothing for a misspelt one, and a page with a hole in it
 * looks right to every test that does not look for that text.
 */
export function strictView(value: unknown, path = 'view'): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, index) => strictView(item, `${path}[${index}]`));
  if (!isPlainObject(value) || parametersOfMacros.has(value)) return value;
  const strictCopy = Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [name, strictView(inner, `${path}.${name}`)]),
  );
  return new Proxy(strictCopy, {
    get(target, name, receiver): unknown {
      if (typeof name === 'symbol' || name in target) return Reflect.get(target, name, receiver);
      throw new Error(
        `The template asks for ${path}.${name}, which the view does not have. ` +
          'If this object holds parameters of an nhsuk macro, wrap it in macroParams(...).',
      );
    },
  });
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
