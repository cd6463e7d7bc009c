import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { RefusalError } from './refusal-error.js';

/** Checks of class-validator that ask what kind of thing a value is; the others ask which one. */
const checksOfType = new Set([
  'isArray',
  'isBase64',
  'isBoolean',
  'isDateString',
  'isInt',
  'isIso8601',
  'isNumber',
  'isObject',
  'isString',
  'isUuid',
  'nestedValidation',
  'unknownValue',
]);

const checksOfPresence = new Set(['isDefined', 'isNotEmpty', 'arrayNotEmpty']);

/**
 * Refuses a DTO's body naming each field with its path: `stories.0.title`. A check may name its own refusal:
 * `@MaxLength(100, { context: { refusal: 'title-too-long' } })`.
 */
class BodyPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      transformOptions: { enableImplicitConversion: false },
      exceptionFactory: (errors) => refusalOf(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isForDto = metadata.type === 'body' && isDto(metadata.metatype);
    if (isForDto && value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw new RefusalError(refuse('wrong-type'));
    }
    const body: unknown = await super.transform(value, metadata);
    if (isForDto) leaveOutNulls(body);
    return body;
  }
}

/** A field that may be left out may be null, says class-validator; to whoever reads it that is the same. */
function leaveOutNulls(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const optional = Array.isArray(value) ? new Set<string>() : optionalIn(value);
  for (const [name, each] of Object.entries(value)) {
    if (each === null && optional.has(name)) Reflect.deleteProperty(value, name);
    else leaveOutNulls(each);
  }
}

function optionalIn(body: object): ReadonlySet<string> {
  const checks = getMetadataStorage().getTargetValidationMetadatas(body.constructor, '', false, false);
  return new Set(checks.filter(({ name }) => name === 'isOptional').map(({ propertyName }) => propertyName));
}

/** For composition roots: `app.useGlobalPipes(bodyPipe())`. Bodies typed `unknown` (forms) pass as they are. */
export const bodyPipe = (): ValidationPipe => new BodyPipe();

const plainTypes: readonly unknown[] = [String, Boolean, Number, Array, Object, Buffer, Date];

const isDto = (metatype: unknown): boolean => typeof metatype === 'function' && !plainTypes.includes(metatype);

function refusalOf(errors: readonly ValidationError[]): RefusalError {
  const [first, ...others] = errors.flatMap((error) => refusalsIn(error, ''));
  return new RefusalError(first ?? refuse('wrong-type'), ...others);
}

function refusalsIn(error: ValidationError, above: string): readonly Refusal[] {
  const path = `${above}${error.property}`;
  const below = (error.children ?? []).flatMap((child) => refusalsIn(child, `${path}.`));
  const checks = Object.keys(error.constraints ?? {});
  return checks.length === 0 ? below : [refuse(nameOf(error, checks), path), ...below];
}

/** One refusal a field: what is missing before what is of the wrong type before what is not offered. */
function nameOf(error: ValidationError, checks: readonly string[]): string {
  if (checks.includes('whitelistValidation')) return 'unknown-field';
  if (checks.some((check) => checksOfPresence.has(check)) || isAbsent(error)) return 'missing-field';
  if (checks.some((check) => checksOfType.has(check))) return 'wrong-type';
  return checks.map((check) => ownNameOf(error.contexts?.[check])).find(Boolean) ?? 'value-not-offered';
}

const ownNameOf = (context: unknown): string | undefined =>
  typeof context === 'object' && context !== null && 'refusal' in context && typeof context.refusal === 'string'
    ? context.refusal
    : undefined;

const isAbsent = ({ value }: ValidationError): boolean => value === undefined;
