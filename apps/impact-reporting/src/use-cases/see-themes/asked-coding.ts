import { textIn } from '#web/forms/typed-text.js';

export const codedStates = ['no', 'yes'] as const;
export type CodedState = (typeof codedStates)[number];

/** Which of the stories to code. */
export interface CodingAsked {
  readonly period?: string | undefined;
  readonly coded?: CodedState | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/** From the query of an address; what is empty or unknown was not asked. */
export function askedCoding(query: unknown): CodingAsked {
  const given = (name: string): string | undefined => textIn(query, name).trim() || undefined;
  return {
    period: given('period'),
    coded: codedStates.find((state) => state === given('coded')),
    after: given('after'),
  };
}
