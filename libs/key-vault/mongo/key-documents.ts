import { mongo, Schema } from 'mongoose';

import type { Consent } from '#contracts/shared/consent.js';
import type { TextClass } from '#contracts/shared/sealed.js';

import type { HolderId, HolderRecord, KeyRecord, KeyState, Noted } from '../key-records.js';
import type { Intent, Owner, Reach } from '../key-vault.js';

export interface HolderDocument {
  readonly _id: HolderId;
  readonly revision: number;
  readonly epoch: number;
  /** Not there: erased. */
  readonly box?: mongo.Binary;
  readonly mustChange: boolean;
  /** Counted up by whoever relies on the holder as it is, so that a change at the same moment is in their way. */
  readonly reliedOn?: number;
}

export interface KeyDocument {
  readonly _id: Owner;
  readonly kind: KeyRecord['kind'];
  readonly organisation: string;
  readonly holder: HolderId;
  readonly state: KeyState;
  readonly classes: readonly TextClass[];
  readonly consent?: Consent;
  readonly stories?: readonly Owner[];
  readonly reach?: readonly Reach[];
  /** Not there: it is not. */
  readonly isHeld?: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly revision: number;
  /** Not there: erased. */
  readonly ring?: mongo.Binary;
  readonly reliedOn?: number;
}

export interface IntentDocument extends Omit<Intent, 'id'> {
  readonly _id: string;
  readonly isSettled: boolean;
  /** Not there: from before it was said. */
  readonly notedAt?: number;
  /** Counted by the primary: the order in which they were written. */
  readonly written: mongo.Timestamp;
}

export interface EpochDocument {
  readonly _id: number;
  readonly proof: mongo.Binary;
  readonly isCurrent: boolean;
}

/**
 * There for the current epoch only, several of them: whoever adds a holder counts one up, so that an epoch cannot end
 * while somebody adds to it, and those who add are seldom in each other’s way.
 */
export interface DoorDocument {
  /** `3/0` to `3/31` for epoch 3. */
  readonly _id: string;
  readonly passed: number;
}

const plain = { versionKey: false, autoIndex: false } as const;

const holderSchema = new Schema<HolderDocument>(
  { _id: String, revision: Number, epoch: Number, box: Buffer, mustChange: Boolean, reliedOn: Number },
  plain,
);
holderSchema.index(
  { epoch: 1 },
  { name: 'live-holders-by-epoch', partialFilterExpression: { box: { $exists: true } } },
);

const keySchema = new Schema<KeyDocument>(
  {
    _id: String,
    kind: { type: String, enum: ['story', 'reason', 'personal', 'round'] },
    organisation: String,
    holder: String,
    state: { type: String, enum: ['active', 'frozen', 'withdrawn', 'erased'] },
    classes: [String],
    consent: Schema.Types.Mixed,
    stories: [String],
    reach: [String],
    isHeld: Boolean,
    createdAt: Number,
    revision: Number,
    ring: Buffer,
    reliedOn: Number,
  },
  plain,
);
keySchema.index({ holder: 1 }, { name: 'keys-by-holder' });
keySchema.index({ stories: 1 }, { name: 'reasons-by-story', sparse: true });

const intentSchema = new Schema<IntentDocument>(
  {
    _id: String,
    kind: String,
    owner: String,
    organisation: String,
    actor: String,
    at: String,
    consent: Schema.Types.Mixed,
    reach: { type: [String], default: undefined },
    isSettled: Boolean,
    notedAt: Number,
    written: Schema.Types.Mixed,
  },
  plain,
);
intentSchema.index({ at: 1, written: 1 }, { name: 'pending-intents', partialFilterExpression: { isSettled: false } });

const epochSchema = new Schema<EpochDocument>({ _id: Number, proof: Buffer, isCurrent: Boolean }, plain);
epochSchema.index(
  { isCurrent: 1 },
  { name: 'one-current-epoch', unique: true, partialFilterExpression: { isCurrent: true } },
);

export const holders = { name: 'holders', schema: holderSchema };
export const keys = { name: 'keys', schema: keySchema };
export const intents = { name: 'intents', schema: intentSchema };
export const epochs = { name: 'epochs', schema: epochSchema };
export const doors = { name: 'epoch_doors', schema: new Schema<DoorDocument>({ _id: String, passed: Number }, plain) };

export const bytesOf = (binary: mongo.Binary): Buffer => Buffer.from(binary.value());

export const holderFrom = ({ _id: id, revision, epoch, box, mustChange }: HolderDocument): HolderRecord => ({
  id,
  revision,
  epoch,
  box: box === undefined ? undefined : bytesOf(box),
  mustChange,
});

export const recordFrom = (document: KeyDocument): KeyRecord => ({
  owner: document._id,
  kind: document.kind,
  organisation: document.organisation,
  holder: document.holder,
  state: document.state,
  classes: document.classes,
  consent: document.consent,
  stories: document.stories ?? [],
  reach: document.reach ?? [],
  isHeld: document.isHeld ?? false,
  revision: document.revision,
  ring: document.ring === undefined ? undefined : bytesOf(document.ring),
});

export const intentFrom = ({ _id: id, kind, owner, organisation, actor, at, ...said }: IntentDocument): Intent => ({
  id,
  kind,
  owner,
  organisation,
  actor,
  at,
  ...(said.consent === undefined ? {} : { consent: said.consent }),
  ...(said.reach === undefined ? {} : { reach: said.reach }),
});

export const intentDocument = ({ id, ...intent }: Noted<Intent>): IntentDocument => ({
  _id: id,
  ...intent,
  isSettled: false,
  written: new mongo.Timestamp({ t: 0, i: 0 }),
});
