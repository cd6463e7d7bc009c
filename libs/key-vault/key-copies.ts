import type { Epoch, HolderRecord, KeyRecord } from './key-records.js';
import type { Intent } from './key-vault.js';

/** One record of a vault as it is carried to another storage: plain JSON, wrapped keys in base64. */
export type KeyCopy =
  | ({ readonly kind: 'epoch'; readonly proof: string } & Omit<Epoch, 'proof'>)
  | ({ readonly kind: 'holder'; readonly box: string | null } & Omit<HolderRecord, 'box'>)
  | ({
      readonly kind: 'keys';
      readonly of: KeyRecord['kind'];
      readonly ring: string | null;
      readonly createdAt: number;
    } & Omit<KeyRecord, 'kind' | 'ring'>)
  | ({ readonly kind: 'intent'; readonly of: Intent['kind']; readonly isSettled: boolean } & Omit<Intent, 'kind'>);

export type CopyOf<Kind extends KeyCopy['kind']> = Extract<KeyCopy, { readonly kind: Kind }>;

/**
 * All that a vault's storage holds, so that it can be moved. Nothing in it opens anything without the epoch key files and
 * the master key. For a storage that no vault works with meanwhile.
 */
export interface KeyCopies {
  /** Epochs, holders, keys, intents: each in an order that is the same in every storage. */
  all(): AsyncIterable<KeyCopy>;
  /** In place of whatever is there, each batch at once. Broken off, it is begun anew. */
  replaceAll(batches: AsyncIterable<readonly KeyCopy[]>): Promise<void>;
}

export const boxToText = (box: Uint8Array | undefined): string | null =>
  box === undefined ? null : Buffer.from(box).toString('base64');

export const boxFromText = (text: string | null): Buffer | undefined =>
  text === null ? undefined : Buffer.from(text, 'base64');

export const epochCopy = ({ epoch, proof, isCurrent }: Epoch): KeyCopy => ({
  kind: 'epoch',
  epoch,
  proof: proof.toString('base64'),
  isCurrent,
});

export const holderCopy = ({ box, ...holder }: HolderRecord): KeyCopy => ({
  kind: 'holder',
  ...holder,
  box: boxToText(box),
});

export const keysCopy = ({ kind, ring, ...keys }: KeyRecord, createdAt: number): KeyCopy => ({
  kind: 'keys',
  of: kind,
  ...keys,
  ring: boxToText(ring),
  createdAt,
});

export const intentCopy = ({ kind, ...intent }: Intent, isSettled: boolean): KeyCopy => ({
  kind: 'intent',
  of: kind,
  ...intent,
  isSettled,
});
