import type { Sealed } from '#contracts/shared/sealed.js';

/** How one person proves who they are. Nothing here lets anybody in by itself: hashes, public keys, a sealed secret. */
export interface Credentials {
  /** Argon2id, with its salt and costs, as the PHC string. */
  readonly password?: string;
  /** Codes of an app. `lastStep`: of the last code taken, so that no code is taken twice. */
  readonly codes?: { readonly secret: Sealed; readonly lastStep: number };
  /** Keyed hashes; each is taken out when it is used. */
  readonly recoveryCodes?: readonly string[];
  readonly passkeys?: readonly Passkey[];
  /** Wrong second steps in a row. */
  readonly wrong?: { readonly count: number; readonly sinceMs: number };
}

export interface Passkey {
  /** Of the credential, base64url. */
  readonly id: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  /** ISO 8601. */
  readonly addedAt: string;
}

export interface KeptCredentials {
  /** From 1. */
  readonly revision: number;
  readonly credentials: Credentials;
}

/** Not in the event log: a password that was replaced has to be gone. */
export interface CredentialStore {
  credentialsOf(person: string): Promise<KeptCredentials | undefined>;
  /** False when `revision` is not what stands (0: nothing yet): another came between, read again. */
  keepCredentials(person: string, revision: number, credentials: Credentials): Promise<boolean>;
  /** Whom a name stands for. Names are keyed hashes: of an email address, a user name, a passkey, an account elsewhere. */
  personNamed(name: string): Promise<string | undefined>;
  /** False when it is somebody else's. */
  claimName(name: string, person: string): Promise<boolean>;
  /** Whether this person had it. */
  releaseName(name: string, person: string): Promise<boolean>;
  /** All that a person proved themselves by, and their names. */
  forgetCredentials(person: string): Promise<void>;
}
