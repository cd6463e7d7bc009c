import { performance } from 'node:perf_hooks';

import type { Sealed, TextClass } from '#contracts/shared/sealed.js';

import type { Grant, Owner, Sealer } from './key-vault.js';
import { GrantExpired } from './key-vault.js';
import { openValue, sealValue } from './sealing.js';
import type { DataKeys } from './wrapping.js';

function keyOf(owner: Owner, keys: DataKeys, textClass: TextClass): Buffer {
  const key = keys.get(textClass);
  if (key === undefined) throw new Error(`No key of class ${textClass} is given for ${owner}`);
  return key;
}

export function sealerFor(owner: Owner, keys: DataKeys): Sealer {
  return {
    owner,
    seal: (textClass, version, value) => sealValue(keyOf(owner, keys, textClass), owner, textClass, version, value),
  };
}

export function openerFor(owner: Owner, keys: DataKeys): Pick<Grant, 'open'> {
  return { open: <Value>(sealed: Sealed): Value => openValue<Value>(keyOf(owner, keys, sealed.class), owner, sealed) };
}

/** Holds keys of the granted classes only, and nothing that it opened. */
export function grantFor(owner: Owner, classes: readonly TextClass[], keys: DataKeys, expiresAt: number): Grant {
  const granted = new Map<TextClass, Buffer>();
  for (const textClass of classes) {
    const key = keys.get(textClass);
    if (key !== undefined) granted.set(textClass, key);
  }
  const opener = openerFor(owner, granted);
  return {
    kind: 'granted',
    owner,
    classes,
    expiresAt,
    open: <Value>(sealed: Sealed): Value => {
      if (performance.now() >= expiresAt) {
        granted.clear();
        throw new GrantExpired(`The grant for ${owner} is older than 500 ms: ask again`);
      }
      return opener.open<Value>(sealed);
    },
  };
}
