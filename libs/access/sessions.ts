import type { Language } from '#web/language.js';

import type { CredentialStore } from './credentials.js';
import type { Place } from './place.js';
import type { HeldRole } from './principal.js';

/** What every service needs to know of a person with an account. No name: that is sealed under the person's key. */
export interface AccountFacts {
  readonly person: string;
  readonly organisation: string;
  readonly roles: readonly HeldRole[];
  readonly language: Language;
  readonly isSample: boolean;
  /** No session of theirs is found any more, and no link works. */
  readonly isDeactivated?: true;
}

export interface Session extends AccountFacts {
  /** Id for lists; the token is never given out again. */
  readonly id: string;
  /** ISO 8601. */
  readonly begunAt: string;
  readonly lastSeenAt: string;
  readonly place: Place;
}

/** What a link, or a step of signing in, leads to. */
export type LinkPurpose =
  'set-up' | 'sign-in' | 'invitation' | 'new-password' | 'second-step' | 'passkey' | 'account-elsewhere';

export interface OneTimeLink {
  readonly purpose: LinkPurpose;
  /** Null on a set-up link: there is no organisation yet. */
  readonly organisation: string | null;
  readonly person: string | null;
  /** What whoever takes it needs besides: a challenge, where to go on. Nothing personal. */
  readonly holds?: Readonly<Record<string, string>>;
}

/** Shared infrastructure: every service asks who a token stands for. Only hashes of tokens are kept. */
export interface Sessions {
  /** Token of 256 random bits, base64url. */
  begin(person: string, place?: Place): Promise<string>;
  /** Undefined when unknown, ended, idle too long or too old. Counts as being seen. */
  find(token: string): Promise<Session | undefined>;
  end(token: string): Promise<void>;
  endById(person: string, id: string): Promise<void>;
  /** Every session of a person, but the one of that id. */
  endAllOf(person: string, but?: string): Promise<void>;
  sessionsOf(person: string): Promise<readonly Session[]>;
  /** Roles stand beside the sessions, once a person: a change holds for every live session at once. */
  setAccount(account: AccountFacts): Promise<void>;
  account(person: string): Promise<AccountFacts | undefined>;
  accountsOf(organisation: string): Promise<readonly AccountFacts[]>;
  organisations(): Promise<readonly string[]>;
  /** Token of 256 random bits, base64url; works once, until `expiresAt` (ISO 8601). */
  issueLink(link: OneTimeLink, expiresAt: string): Promise<string>;
  /** Looks without using it up: a page opened by a mail scanner must not spend the link. */
  seeLink(token: string): Promise<OneTimeLink | undefined>;
  /** At most one caller ever gets it. */
  takeLink(token: string): Promise<OneTimeLink | undefined>;
  /** Links to a person that nobody has taken yet: none of them works any more. */
  endLinksOf(person: string): Promise<void>;
  /** Takes sessions and links out of the store that have been over for a day. Done at each sign-in and each new link as well. */
  clearOver(): Promise<void>;
  readonly credentials: CredentialStore;
  close(): Promise<void>;
}

/** 30 minutes without a request. */
export const idleLimitMs = 30 * 60_000;
/** 12 hours, seen or not. */
export const absoluteLimitMs = 12 * 3_600_000;
/** A day: what is over stays so much longer, whatever the clock of the process that clears it away says. */
export const clearedAfterMs = 24 * 3_600_000;
/** Of a session whose begin said nothing of it. */
export const unknownPlace: Place = { browser: 'other', system: 'other' };
