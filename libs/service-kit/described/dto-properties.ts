import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

/** What class-validator checks of one property: each check by its name, with what it was given. */
interface Checked {
  readonly property: string;
  readonly checks: ReadonlyMap<string, readonly unknown[]>;
  /** The checks hold for each item of a list. */
  readonly isEach: boolean;
}

/** Says to @nestjs/swagger what a DTO's checks say already, so that no property is described twice. */
export function describeDto(dto: ClassConstructor<object>, known = new Set<ClassConstructor<object>>()): void {
  const prototype: unknown = dto.prototype;
  if (known.has(dto) || typeof prototype !== 'object' || prototype === null) return;
  known.add(dto);
  for (const checked of checkedIn(dto)) {
    const nested = checked.checks.has('nestedValidation') ? nestedIn(dto, checked.property) : undefined;
    if (nested !== undefined) describeDto(nested, known);
    ApiProperty(optionsOf(checked, nested))(prototype, checked.property);
  }
}

export const isDto = (type: unknown): type is ClassConstructor<object> =>
  typeof type === 'function' && getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).length > 0;

function checkedIn(dto: ClassConstructor<object>): readonly Checked[] {
  const storage = getMetadataStorage();
  const all = storage.getTargetValidationMetadatas(dto, '', false, false);
  return Object.entries(storage.groupByPropertyName(all)).map(([property, found]) => ({
    property,
    checks: new Map(found.map(({ name, type, constraints }) => [name ?? type, constraints ?? []])),
    isEach: found.some(({ each, name }) => each || name === 'isArray'),
  }));
}

/** The class that `@Type` names: asked of class-transformer, which does not tell it otherwise. */
function nestedIn(dto: ClassConstructor<object>, property: string): ClassConstructor<object> | undefined {
  const whole: object = plainToInstance(dto, { [property]: [{}] });
  const given: unknown = Reflect.get(whole, property);
  const made: unknown = Array.isArray(given) ? given[0] : given;
  const found: unknown = typeof made === 'object' && made !== null ? made.constructor : undefined;
  return isDto(found) ? found : undefined;
}

function optionsOf({ checks, isEach }: Checked, nested: ClassConstructor<object> | undefined): ApiPropertyOptions {
  const required = !checks.has('isOptional');
  const lengths = {
    ...limitOf(checks, 'arrayMinSize', 'minItems'),
    ...limitOf(checks, 'arrayMaxSize', 'maxItems'),
    ...(checks.has('arrayUnique') ? { uniqueItems: true } : {}),
  };
  if (nested !== undefined) return { required, type: () => nested, isArray: isEach, ...lengths };
  if (isEach) return { required, type: 'array', items: { ...typeOf(checks), ...limitsOf(checks) }, ...lengths };
  if (checks.has('isObject')) return { selfRequired: required, type: 'object', additionalProperties: true };
  return { required, ...typeOf(checks), ...limitsOf(checks) };
}

interface Limits {
  readonly enum?: string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

type Limit = 'minItems' | 'maxItems' | Exclude<keyof Limits, 'enum' | 'pattern'>;

function limitsOf(checks: Checked['checks']): Limits {
  const [offered] = checks.get('isIn') ?? [];
  const [pattern] = checks.get('matches') ?? [];
  const [shortest, longest] = checks.get('isLength') ?? [];
  return {
    ...(isTexts(offered) ? { enum: [...offered] } : {}),
    ...(pattern instanceof RegExp ? { pattern: pattern.source } : {}),
    ...(typeof shortest === 'number' ? { minLength: shortest } : {}),
    ...(typeof longest === 'number' ? { maxLength: longest } : {}),
    ...limitOf(checks, 'minLength', 'minLength'),
    ...limitOf(checks, 'maxLength', 'maxLength'),
    ...limitOf(checks, 'min', 'minimum'),
    ...limitOf(checks, 'max', 'maximum'),
  };
}

function limitOf(checks: Checked['checks'], check: string, name: Limit): { readonly [K in Limit]?: number } {
  const [limit] = checks.get(check) ?? [];
  return typeof limit === 'number' ? { [name]: limit } : {};
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** A check of its own (a number or two words) has no type here: anything the check takes. */
function typeOf(checks: Checked['checks']): { readonly type?: 'string' | 'number' | 'integer' | 'boolean' } {
  const has = (...names: readonly string[]): boolean => names.some((name) => checks.has(name));
  const [offered] = checks.get('isIn') ?? [];
  if (has('isBoolean')) return { type: 'boolean' };
  if (has('isInt')) return { type: 'integer' };
  if (has('isNumber', 'min', 'max')) return { type: 'number' };
  const isText = has('isString', 'matches', 'isLength', 'minLength', 'maxLength') || isTexts(offered);
  return isText ? { type: 'string' } : {};
}
