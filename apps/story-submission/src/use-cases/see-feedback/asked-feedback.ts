import { statesAsked, type FeedbackFilter } from './see-feedback.query.js';

export interface Asked {
  readonly programme: string | undefined;
  readonly filter: Omit<FeedbackFilter, 'programme'>;
  readonly after: string | undefined;
}

/** What an address asks for. What it cannot ask for is as if it had not been asked. */
export function askedOf(query: Readonly<Record<string, unknown>>): Asked {
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const level = Number(text('level'));
  return {
    programme: text('programme'),
    filter: {
      period: text('period'),
      level: Number.isInteger(level) && level >= 1 ? level : undefined,
      state: statesAsked.find((state) => state === query['state']),
    },
    after: text('after'),
  };
}
