import { InvalidArgumentError } from 'commander';

/** For `argument(…, idGiven)`: what cannot stand in an address is no id. */
export function idGiven(id: string): string {
  if (['', '.', '..'].includes(id)) throw new InvalidArgumentError('');
  return id;
}
