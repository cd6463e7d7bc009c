import type { Collection, Document, Views } from '#projections/read-model.js';
import { hashTyped } from '#service-kit/codes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

/** What a code opens; a code that opens nothing and a code that cannot be one are told alike. */
export async function openedByCode<Doc extends Document>(
  { views, secret }: ServiceRuntime,
  of: Collection<Doc, 'byCode'>,
  typed: string,
): Promise<Doc | undefined> {
  const equals = { codeHash: hashTyped(typed, secret) };
  return foundInTime(views, async () => (await views.find(of, { index: 'byCode', equals, limit: 1 })).documents[0]);
}

/** Whoever tells a story is answered before the views have it: what is not there yet is waited for. */
export async function foundInTime<Found>(
  views: Views,
  look: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const found = await look();
  if (found !== undefined) return found;
  await views.level();
  return look();
}
