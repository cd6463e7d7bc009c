/** JSON Schema, as far as contracts use it. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly [keyword: string]: unknown;
}

/** The schema as it stands in a file: without what only TypeBox knows. */
export const plain = (schema: unknown): Schema => JSON.parse(JSON.stringify(schema)) as Schema;

/**
 * What stands at a path such as `received[].story`; `*` is any name of a record. Undefined: nothing does, or not in
 * every form that the message may have.
 */
export function schemaAt(schema: Schema, path: string): Schema | undefined {
  const [step, ...rest] = stepsOf(path);
  if (step === undefined) return schema;
  const onward = rest.join('.');
  // Null, or one of several forms: it is there if those that have fields have it.
  const forms = (schema.anyOf ?? [schema]).filter(({ type }) => type === 'object' || type === 'array');
  const found = forms.map((form) => {
    const next = step === '[]' ? form.items : step === '*' ? anyOfRecord(form) : form.properties?.[step];
    return next === undefined ? undefined : schemaAt(next, onward);
  });
  const there = found.filter((each): each is Schema => each !== undefined);
  if (there.length === 0) return undefined;
  return there.length === 1 ? there[0] : { anyOf: there };
}

const anyOfRecord = ({ patternProperties = {} }: Schema): Schema | undefined => Object.values(patternProperties)[0];

const stepsOf = (path: string): readonly string[] =>
  path
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((step) => step !== '');

/** Descriptions may change; what a reader can rely on may not. */
export function relied(schema: Schema): unknown {
  return JSON.parse(
    JSON.stringify(schema, (name, value: unknown) =>
      name === 'description' && typeof value === 'string' ? undefined : value,
    ),
  );
}
