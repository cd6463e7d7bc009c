/** Whole as it may be, what is written beside it could not be taken out of it: it is not kept. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}
