/** The parts of a schema in an OpenAPI document that say what a body may hold. */
interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface DescribedOperation {
  readonly method: string;
  /** As routes are written: `/api/v1/stories/:story`. */
  readonly address: string;
  readonly queries: readonly string[];
  /** Of the right types, whatever they mean. Undefined: it takes no JSON. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** The same with one text in it replaced, by the path of that text. */
  readonly withEachText: (value: unknown) => readonly (readonly [path: string, body: unknown])[];
}

export function operationsIn(document: Document): readonly DescribedOperation[] {
  const resolved = ({ $ref, allOf, ...schema }: Schema): Schema => {
    const [named] = allOf ?? [];
    if (named !== undefined) return resolved(named);
    return $ref === undefined ? schema : resolved(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  };
  const sample = (given: Schema): unknown => {
    const schema = resolved(given);
    if (schema.enum !== undefined) return schema.enum[0];
    if (schema.type === 'string') return 'text';
    if (schema.type === 'number' || schema.type === 'integer') return schema.minimum ?? 1;
    if (schema.type === 'boolean') return true;
    if (schema.type === 'array') return schema.items === undefined ? [] : [sample(schema.items)];
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, each]) => [name, sample(each)]));
  };
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody, parameters = [] }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      const body = schema === undefined ? undefined : sample(schema);
      return {
        method: method.toUpperCase(),
        address: path.replace(/\{(\w+)\}/g, ':$1'),
        queries: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
        body: isRecord(body) ? body : undefined,
        withEachText: (value: unknown) =>
          textsIn(body).map((text) => [text.join('.'), replaced(body, text, value)] as const),
      };
    }),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textsIn(body: unknown, above: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof body === 'string') return [above];
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => textsIn(value, [...above, name]));
}

function replaced(body: unknown, [name, ...below]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(body)) return body.map((each, at) => (String(at) === name ? replaced(each, below, value) : each));
  return isRecord(body) ? { ...body, [name]: replaced(body[name], below, value) } : body;
}
