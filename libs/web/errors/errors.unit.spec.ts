import { HttpException, NotFoundException } from '@nestjs/common';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { wordsOf } from '../words/words.js';
import { defineErrors, joinCatalogues } from './error-catalogue.js';
import { generalErrors } from './general-errors.js';
import { problemDetails } from './problem-details.js';
import { orThrow, RefusalError, throwRefusal } from './refusal-error.js';
import { refusalsOfException } from './refusals-of-exception.js';

describe('the catalogue of errors', () => {
  it.each([...generalErrors.keys()])('says in both languages what %s is, and what to do next', (name) => {
    const entry = generalErrors.get(name);
    const english = entry?.text('en');
    const welsh = entry?.text('cy');
    for (const part of ['title', 'sentence', 'next'] as const) {
      expect(english?.[part]).toMatch(/\S/);
      expect(welsh?.[part]).toMatch(/\S/);
      expect(welsh?.[part]).not.toBe(english?.[part]);
    }
  });

  it('has the statuses that HTTP gives these errors', () => {
    const statuses = Object.fromEntries([...generalErrors].map(([name, { status }]) => [name, status]));
    expect(statuses).toMatchObject({
      'body-not-json': 400,
      'sign-in-needed': 401,
      'not-allowed': 403,
      'csrf-failed': 403,
      'not-found': 404,
      'stale-version': 409,
      'conflict-retry': 409,
      'body-too-large': 413,
      'unsupported-media-type': 415,
      'unknown-field': 422,
      'wrong-type': 422,
      'missing-field': 422,
      'idempotency-key-reused': 422,
      'too-many-requests': 429,
      internal: 500,
      'storage-unavailable': 503,
      'still-updating': 503,
      'disk-full': 507,
    });
  });

  const texts = { 'a.title': 'A', 'a.sentence': 'A {n}', 'a.next': 'B' };

  it('is not defined with a part without words, words without an error, or a status that is none', () => {
    const define = (errors: Record<string, { status: number }>) => () =>
      defineErrors(errors, wordsOf('test', texts, texts));
    expect(define({ a: { status: 409 } })).not.toThrow();
    expect(define({ a: { status: 409 }, b: { status: 409 } })).toThrow('b.title has no words');
    expect(define({})).toThrow('a.next has words and no error');
    expect(define({ a: { status: 200 } })).toThrow('the status 200');
  });

  it('means one thing by a name', () => {
    const one = defineErrors({ a: { status: 409 } }, wordsOf('one', texts, texts));
    const two = defineErrors({ a: { status: 409 } }, wordsOf('two', texts, texts));
    expect(joinCatalogues(generalErrors, one, one).size).toBe(generalErrors.size + 1);
    expect(() => joinCatalogues(one, two)).toThrow('"a"');
  });
});

describe('problem details', () => {
  it('name the problem by a path, and each field when there are several', () => {
    const problem = problemDetails(generalErrors, [refuse('unknown-field', 'a'), refuse('wrong-type', 'b.0.c')], 'cy');
    expect(problem).toMatchObject({ type: '/problems/unknown-field', status: 422, field: 'a' });
    expect(problem.errors?.map(({ type, field }) => [type, field])).toEqual([
      ['/problems/unknown-field', 'a'],
      ['/problems/wrong-type', 'b.0.c'],
    ]);
  });

  it('throw for a name that no catalogue has', () => {
    expect(() => problemDetails(generalErrors, [refuse('no-such-thing')], 'en')).toThrow('no-such-thing');
  });
});

describe('a refusal', () => {
  it('can be thrown, and told from a result', () => {
    const found = (result: { readonly id: string } | Refusal) => orThrow(result).id;
    expect(found({ id: 'S1' })).toBe('S1');
    expect(() => found(refuse('not-found'))).toThrow(RefusalError);
    expect(() => throwRefusal(refuse('not-found'))).toThrow('not-found');
    expect(isRefusal(refuse('x'))).toBe(true);
  });
});

describe('what an exception stands for', () => {
  const named = (exception: unknown) => refusalsOfException(exception)?.[0].refusal;
  const withCode = (code: string) => Object.assign(new Error('secret'), { code });

  it.each([
    [new NotFoundException('secret'), 'not-found'],
    [new HttpException('secret', 413), 'body-too-large'],
    [new HttpException('secret', 415), 'unsupported-media-type'],
    [new HttpException('Unexpected token } in JSON', 400), 'body-not-json'],
    [new HttpException('secret', 400), 'request-not-understood'],
    [withCode('ENOSPC'), 'disk-full'],
    [withCode('SQLITE_FULL'), 'disk-full'],
    [withCode('EROFS'), 'storage-unavailable'],
    [withCode('FST_ERR_CTP_EMPTY_JSON_BODY'), 'body-not-json'],
    [new HttpException('secret', 500), undefined],
    [withCode('toString'), undefined],
    [new Error('secret'), undefined],
    ['secret', undefined],
    [undefined, undefined],
  ])('%s is %s', (exception, name) => {
    expect(named(exception)).toBe(name);
  });
});
