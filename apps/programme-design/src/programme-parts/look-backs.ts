/** ISO 8601: a fortnight to a year. */
export const lookBacks = ['P2W', 'P1M', 'P3M', 'P6M', 'P1Y'] as const;
