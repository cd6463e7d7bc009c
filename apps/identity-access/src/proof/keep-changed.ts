import type { Credentials, CredentialStore } from '#access/credentials.js';

/** Several at once is rare: two devices. More than this is a fault. */
const mostTries = 10;

/**
 * Changes what stands, and again where another change came between. `change` gives nothing where there is nothing to
 * change; then, and only then, the answer is false.
 */
export async function keepChanged(
  store: CredentialStore,
  person: string,
  change: (credentials: Credentials) => Credentials | undefined,
): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { revision, credentials } = (await store.credentialsOf(person)) ?? { revision: 0, credentials: {} };
    const changed = change(credentials);
    if (changed === undefined) return false;
    if (await store.keepCredentials(person, revision, changed)) return true;
  }
  throw new Error('Credentials changed again and again between reading and writing');
}
