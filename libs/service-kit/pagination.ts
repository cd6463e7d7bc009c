import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';

/** The query of every list: `?cursor=...&limit=50`. */
export class PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value))
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  /** Cursor of what follows; null at the end. */
  readonly next: string | null;
}

/** A cursor holds the sort values of the last item, so that what is added meanwhile moves nothing. */
export const cursorOf = (...after: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(after)).toString('base64url');

export function readCursor(cursor: string): readonly (string | number)[] | Refusal {
  try {
    const after: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(after) && after.every(isSortValue)) return after;
  } catch {
    // Not JSON: refused like any other cursor that is not ours.
  }
  return refuse('cursor-malformed', 'cursor');
}

const isSortValue = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** Ask the view for `limit + 1`, so that the end is known. */
export function listed<Item>(found: readonly Item[], limit: number, cursor: (last: Item) => string): Listed<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? cursor(last) : null };
}
