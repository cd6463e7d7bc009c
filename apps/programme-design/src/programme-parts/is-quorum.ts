import { ValidateBy } from 'class-validator';

/** `more_than_half`, `all`, or a whole number of members from 1. */
export const IsQuorum = (): PropertyDecorator =>
  ValidateBy({
    name: 'isQuorum',
    validator: {
      validate: (value: unknown) =>
        value === 'more_than_half' || value === 'all' || (Number.isInteger(value) && Number(value) >= 1),
    },
  });
