import type { Consent } from '#contracts/shared/consent.js';
import type { TextClass } from '#contracts/shared/sealed.js';

import type { HolderId, HolderRecord, KeyRecord, KeyState } from '../key-records.js';
import type { Intent, Owner, Reach } from '../key-vault.js';

/** Rows as this adapter writes them; SQLite gives integers for truth and bytes as Uint8Array. */
export interface HolderRow {
  readonly id: HolderId;
  readonly revision: number;
  readonly epoch: number;
  readonly box: Uint8Array | null;
  readonly mustChange: number;
}

export interface KeyRow {
  readonly owner: Owner;
  readonly kind: KeyRecord['kind'];
  readonly organisation: string;
  readonly holder: HolderId;
  readonly state: KeyState;
  readonly classes: string;
  readonly consent: string | null;
  readonly stories: string | null;
  readonly reach: string | null;
  readonly isHeld: number;
  readonly revision: number;
  readonly ring: Uint8Array | null;
}

/** A key's row with its holder's, under names of their own. */
export interface KeyWithHolderRow extends KeyRow {
  readonly holderRevision: number;
  readonly epoch: number;
  readonly box: Uint8Array | null;
  readonly mustChange: number;
}

export interface IntentRow {
  readonly id: string;
  readonly kind: Intent['kind'];
  readonly owner: Owner;
  readonly organisation: string;
  readonly actor: string;
  readonly at: string;
  readonly consent: string | null;
  readonly reach: string | null;
}

const bytes = (blob: Uint8Array | null): Buffer | undefined =>
  blob === null ? undefined : Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);

export const holderFrom = (row: HolderRow): HolderRecord => ({
  id: row.id,
  revision: row.revision,
  epoch: row.epoch,
  box: bytes(row.box),
  mustChange: row.mustChange === 1,
});

export const recordFrom = (row: KeyRow): KeyRecord => ({
  owner: row.owner,
  kind: row.kind,
  organisation: row.organisation,
  holder: row.holder,
  state: row.state,
  classes: JSON.parse(row.classes) as TextClass[],
  consent: row.consent === null ? undefined : (JSON.parse(row.consent) as Consent),
  stories: row.stories === null ? [] : (JSON.parse(row.stories) as Owner[]),
  reach: row.reach === null ? [] : (JSON.parse(row.reach) as Reach[]),
  isHeld: row.isHeld === 1,
  revision: row.revision,
  ring: bytes(row.ring),
});

export const intentFrom = (row: IntentRow): Intent => ({
  id: row.id,
  kind: row.kind,
  owner: row.owner,
  organisation: row.organisation,
  actor: row.actor,
  at: row.at,
  ...(row.consent === null ? {} : { consent: JSON.parse(row.consent) as Consent }),
  ...(row.reach === null ? {} : { reach: JSON.parse(row.reach) as Reach[] }),
});
