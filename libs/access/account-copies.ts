import type { Credentials } from './credentials.js';
import type { AccountFacts, OneTimeLink } from './sessions.js';

/**
 * One record of the sessions' storage as it is carried to another: accounts, what people prove themselves by, and links
 * that nobody has taken yet. Sessions are not among them: whoever was signed in signs in again.
 */
export type AccountCopy =
  | { readonly kind: 'account'; readonly facts: AccountFacts }
  | {
      readonly kind: 'credentials';
      readonly person: string;
      readonly revision: number;
      readonly credentials: Credentials;
    }
  /** The keyed hash of a name, and whose it is. */
  | { readonly kind: 'name'; readonly name: string; readonly person: string }
  | { readonly kind: 'link'; readonly tokenHash: string; readonly link: OneTimeLink; readonly expiresMs: number };

/** For a storage that no service works with meanwhile. */
export interface AccountCopies {
  /** Kind after kind, each in order of its id. */
  all(): AsyncIterable<AccountCopy>;
  /** In place of whatever is there, sessions included, each batch at once. Broken off, it is begun anew. */
  replaceAll(batches: AsyncIterable<readonly AccountCopy[]>): Promise<void>;
}
