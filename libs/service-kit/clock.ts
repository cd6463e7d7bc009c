/** The time of day, from outside: domains have none. */
export interface Clock {
  /** ISO 8601, UTC, milliseconds: `2026-11-20T09:30:00.000Z`. */
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };
