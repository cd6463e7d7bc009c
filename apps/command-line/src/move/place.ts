import { refuse, type Refusal } from '#contracts/shared/refusal.js';

/** One end of a move, as it was given. */
export type Place =
  | { readonly shape: 'sqlite'; readonly folder: string }
  /** Without an address: that of NEWID_MONGO_URL or NEWID_MONGO_URL_FILE, so that no password stands in a command. */
  | { readonly shape: 'mongo'; readonly url: string | undefined };

const mongo = 'mongo:';
const sqlite = 'sqlite:';

export function placeGiven(text: string, field: string): Place | Refusal {
  if (text.startsWith(sqlite) && text.length > sqlite.length) {
    return { shape: 'sqlite', folder: text.slice(sqlite.length) };
  }
  if (text === mongo) return { shape: 'mongo', url: undefined };
  // Both ways of writing it: mongo:mongodb://… and mongodb://….
  const url = text.startsWith(mongo) ? text.slice(mongo.length) : text;
  if (/^mongodb(\+srv)?:\/\/./.test(url)) return { shape: 'mongo', url };
  if (/^\/\/./.test(url)) return { shape: 'mongo', url: `mongodb:${url}` };
  return refuse('place-malformed', field);
}
