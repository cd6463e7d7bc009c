/** What a decision says when the method, or the state of things, forbids a command. A value, never an exception. */
export interface Refusal {
  /** Name in the catalogue of errors, as a short sentence in kebab case: `round-closed`, `member-has-conflict`. */
  readonly refusal: string;
  /** The field of the request or form it belongs to, where there is one: `choice`, `stories.0`. */
  readonly field?: string;
  /** Values for the catalogue's sentence. Never personal text: refusals reach logs. */
  readonly details?: Readonly<Record<string, string | number>>;
}

export const refuse = (
  refusal: string,
  field?: string,
  details?: Readonly<Record<string, string | number>>,
): Refusal => ({
  refusal,
  ...(field === undefined ? {} : { field }),
  ...(details === undefined ? {} : { details }),
});

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refusal' in value && typeof value.refusal === 'string';
