import type { Consent } from '#contracts/shared/consent.js';

import type { IntentGiven, Owner, Reader, ReasonKeys, StoryKeys, UnlockRequest } from '../key-vault.js';

export const consentToPanels: Consent = {
  audiences: { panel: { named: true }, organisation: { named: false } },
  exclusions: [],
  uses: ['quote'],
  wordingVersion: 1,
  language: 'cy',
  answeredAt: '2026-03-02T10:00:00Z',
  how: 'own',
};

export const aStory = (owner: Owner, over: Partial<StoryKeys> = {}): StoryKeys => ({
  owner,
  organisation: 'valleys',
  person: `teller-of-${owner}`,
  classes: ['text', 'name', 'contact'],
  consent: consentToPanels,
  ...over,
});

export const aReason = (owner: Owner, stories: readonly Owner[], over: Partial<ReasonKeys> = {}): ReasonKeys => ({
  owner,
  organisation: 'valleys',
  person: 'member',
  stories,
  reach: ['this-panel'],
  ...over,
});

/** What the teller takes back. */
export const told = (id: string): IntentGiven => ({ id, actor: 'teller', at: '2026-03-03T10:00:00Z' });

export const member: Reader = { person: 'reader', organisation: 'valleys' };

export const byPanel = (owner: Owner, over: Partial<UnlockRequest> = {}): UnlockRequest => ({
  owner,
  reader: member,
  purpose: 'audience',
  audience: 'panel',
  use: 'read',
  reach: 'this-panel',
  ...over,
});
