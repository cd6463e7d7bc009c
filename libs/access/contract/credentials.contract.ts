import type { Credentials, CredentialStore } from '../credentials.js';

/** Part of the suite of sessions: both stand in one store. */
export function credentialsContract(given: () => { readonly credentials: CredentialStore }): void {
  describe('credentials', () => {
    const first: Credentials = { password: '$argon2id$first' };
    const second: Credentials = { password: '$argon2id$second', recoveryCodes: ['a', 'b'] };

    it('are not there before they are kept', async () => {
      expect(await given().credentials.credentialsOf('E1')).toBeUndefined();
    });

    it('are kept with a revision, and replaced only over the one that was read', async () => {
      const { credentials } = given();
      expect(await credentials.keepCredentials('E1', 0, first)).toBe(true);
      expect(await credentials.credentialsOf('E1')).toEqual({ revision: 1, credentials: first });
      expect(await credentials.keepCredentials('E1', 0, second)).toBe(false);
      expect(await credentials.keepCredentials('E1', 1, second)).toBe(true);
      expect(await credentials.keepCredentials('E1', 1, first)).toBe(false);
      expect(await credentials.credentialsOf('E1')).toEqual({ revision: 2, credentials: second });
    });

    it('that many replace at once are replaced by one of them', async () => {
      const { credentials } = given();
      await credentials.keepCredentials('E1', 0, first);
      const kept = await Promise.all([1, 2, 3, 4, 5].map(() => credentials.keepCredentials('E1', 1, second)));
      expect(kept.filter(Boolean)).toEqual([true]);
    });

    it('that were replaced are gone', async () => {
      const { credentials } = given();
      await credentials.keepCredentials('E1', 0, first);
      await credentials.keepCredentials('E1', 1, {});
      expect(await credentials.credentialsOf('E1')).toEqual({ revision: 2, credentials: {} });
    });

    it('are found by a name, which is one person’s alone', async () => {
      const { credentials } = given();
      expect(await credentials.personNamed('hash-1')).toBeUndefined();
      expect(await credentials.claimName('hash-1', 'E1')).toBe(true);
      expect(await credentials.claimName('hash-1', 'E1')).toBe(true);
      expect(await credentials.claimName('hash-1', 'M1')).toBe(false);
      expect(await credentials.personNamed('hash-1')).toBe('E1');
    });

    it('lose a name when its person gives it up, and then it is free', async () => {
      const { credentials } = given();
      await credentials.claimName('hash-1', 'E1');
      expect(await credentials.releaseName('hash-1', 'M1')).toBe(false);
      expect(await credentials.personNamed('hash-1')).toBe('E1');
      expect(await credentials.releaseName('hash-1', 'E1')).toBe(true);
      expect(await credentials.claimName('hash-1', 'M1')).toBe(true);
    });

    it('are forgotten with every name of their person, and nobody else’s', async () => {
      const { credentials } = given();
      await credentials.keepCredentials('E1', 0, first);
      await credentials.keepCredentials('M1', 0, second);
      await credentials.claimName('hash-1', 'E1');
      await credentials.claimName('hash-2', 'E1');
      await credentials.claimName('hash-3', 'M1');
      await credentials.forgetCredentials('E1');
      expect(await credentials.credentialsOf('E1')).toBeUndefined();
      expect([await credentials.personNamed('hash-1'), await credentials.personNamed('hash-2')]).toEqual([
        undefined,
        undefined,
      ]);
      expect(await credentials.personNamed('hash-3')).toBe('M1');
      expect((await credentials.credentialsOf('M1'))?.credentials).toEqual(second);
    });
  });
}
