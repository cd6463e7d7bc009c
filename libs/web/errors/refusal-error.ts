import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';

/** Carries refusals out of a handler to ProblemFilter, which answers with their status and words. */
export class RefusalError extends Error {
  readonly refusals: readonly [Refusal, ...Refusal[]];

  constructor(first: Refusal, ...others: readonly Refusal[]) {
    super(first.refusal);
    this.name = 'RefusalError';
    this.refusals = [first, ...others];
  }
}

export function throwRefusal(refusal: Refusal): never {
  throw new RefusalError(refusal);
}

/** The result, where it is no refusal: `const round = orThrow(await rounds.find(id))`. */
export function orThrow<Result>(result: Result | Refusal): Exclude<Result, Refusal> {
  if (isRefusal(result)) throw new RefusalError(result);
  return notRefusal(result);
}

function notRefusal<Result>(result: Result): Exclude<Result, Refusal> {
  if (!isAccepted(result)) throw new Error('A refusal was taken for a result');
  return result;
}

const isAccepted = <Result>(result: Result): result is Exclude<Result, Refusal> => !isRefusal(result);
