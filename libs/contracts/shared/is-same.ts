import { Value } from '@sinclair/typebox/value';

/** Equal all the way down, whatever the order of keys: what is as it was is no change. */
export const isSame = (one: unknown, other: unknown): boolean => Value.Equal(one, other);
