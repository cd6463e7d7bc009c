import { ValidateBy } from 'class-validator';
import { Transform } from 'class-transformer';
import { applyDecorators } from '@nestjs/common';

import type { ExtraSaid } from '../domain/extra/extra-answers.js';

const mostParts = 100;

const isSaid = (value: unknown): value is ExtraSaid =>
  typeof value === 'string' ||
  (Array.isArray(value) && value.length <= mostParts && value.every((part) => typeof part === 'string'));

/** A number may be sent as one. */
const plain = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Words, a number, or a list of options. */
export const IsExtraAnswer = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { readonly value: unknown }) => plain(value)),
    ValidateBy({ name: 'isExtraAnswer', validator: { validate: isSaid } }),
  );

/** Answers by the id of their question. */
export const IsExtraAnswers = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { readonly value: unknown }) =>
      isRecord(value) ? Object.fromEntries(Object.entries(value).map(([id, said]) => [id, plain(said)])) : value,
    ),
    ValidateBy({
      name: 'isExtraAnswers',
      validator: { validate: (value) => isRecord(value) && Object.values(value).every(isSaid) },
    }),
  );
