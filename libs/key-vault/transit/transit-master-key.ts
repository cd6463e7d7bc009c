import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { KeyUnusable, SealBroken } from '../key-vault.js';
import type { MasterKey } from '../master-keys.js';
import { keyLength } from '../sealing.js';
import { askTransit, type TransitAnswer } from './ask-transit.js';
import type { TransitSettings } from './transit-settings.js';

/**
 * A master key that never leaves a HashiCorp Vault (or OpenBao): epoch keys are wrapped and opened by its transit engine.
 * It is asked at the start and when an epoch begins, never while people read.
 */
export function transitMasterKey(settings: TransitSettings): MasterKey {
  const { server, mount, key, namespace = '' } = settings;
  const ask = async (verb: Verb, body: Readonly<Record<string, string>>): Promise<string> => {
    const path = `/v1/${mount}/${verb}/${encodeURIComponent(key)}`;
    const answer = await askTransit(settings, path, tokenIn(settings.tokenFile), body);
    if (answer.kind !== 'answered' || answer.status !== 200) throw problemOf(settings, verb, answer);
    const found = fieldOf(answer.text, verb === 'decrypt' ? 'plaintext' : 'ciphertext');
    if (found === undefined) throw unknownAnswer(settings, 200);
    return found;
  };
  return {
    // Not the address: a server may move. Two that have keys of one name differ by what they can open.
    mark: createHash('sha256').update(`newid transit ${namespace} ${mount} ${key}`).digest('base64'),
    wrap: async (epoch, epochKey) => {
      const plaintext = Buffer.concat([prefixOf(epoch), epochKey]);
      const ciphertext = await ask('encrypt', { plaintext: plaintext.toString('base64') });
      plaintext.fill(0);
      if (!/^\S+$/.test(ciphertext)) throw unknownAnswer(settings, 200);
      return ciphertext;
    },
    unwrap: async (epoch, box) => {
      const plaintext = Buffer.from(await ask('decrypt', { ciphertext: box }), 'base64');
      const prefix = prefixOf(epoch);
      if (!plaintext.subarray(0, prefix.length).equals(prefix) || plaintext.length !== prefix.length + keyLength) {
        throw new SealBroken(`What ${server.origin} opened is not the key of epoch ${String(epoch)}`);
      }
      return plaintext.subarray(prefix.length);
    },
    rewrap: async (box) => ask('rewrap', { ciphertext: box }),
  };
}

type Verb = 'encrypt' | 'decrypt' | 'rewrap';

/** Binds the box to its epoch. Inside it: associated data would be lost when the engine wraps it again. */
const prefixOf = (epoch: number): Buffer => Buffer.from(`newid epoch ${String(epoch)}:`, 'utf8');

function tokenIn(file: string): string {
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (/^[\x21-\x7e]+$/.test(token)) return token;
  } catch {
    // Said below.
  }
  throw new KeyUnusable(
    'key-service-misnamed',
    `NEWID_KMS_TOKEN_FILE names ${file}, which cannot be read or does not hold a token in one line.`,
  );
}

/** What the server said is not repeated where it could quote what was sent. */
function problemOf(settings: TransitSettings, verb: Verb, answer: TransitAnswer): Error {
  const { server, mount, key } = settings;
  const at = server.origin;
  if (answer.kind === 'away') {
    return new KeyUnusable(
      'key-service-away',
      `The key service at ${at} does not answer (${answer.because}). Bring it back, or mend NEWID_KMS_URL or NEWID_KMS_CA_FILE; nothing was changed.`,
    );
  }
  const { status, text } = answer;
  const said = text.toLowerCase();
  if (status === 503) {
    return new KeyUnusable(
      'key-service-sealed',
      `The key service at ${at} is sealed or down for maintenance. Unseal it; nothing was changed.`,
    );
  }
  if (status === 403) {
    return new KeyUnusable(
      'key-service-refused',
      `The key service at ${at} refuses ${mount}/${verb}/${key}. Its token (NEWID_KMS_TOKEN_FILE) is out of date, or its policy does not hold "update" on ${mount}/encrypt/${key}, ${mount}/decrypt/${key} and ${mount}/rewrap/${key}; nothing was changed.`,
    );
  }
  if (status === 404 || (status === 400 && said.includes('key not found'))) {
    return new KeyUnusable(
      'key-service-key-missing',
      `The key service at ${at} has no key ${key} in ${mount}. Mend NEWID_KMS_KEY or NEWID_KMS_MOUNT, or bring the key back: without it nothing that was told can be read. Nothing was changed.`,
    );
  }
  if (status === 400 && verb !== 'encrypt') {
    return new SealBroken(`The key service at ${at} cannot open what it was given: it belongs to another key`);
  }
  return unknownAnswer(settings, status);
}

const unknownAnswer = ({ server }: TransitSettings, status: number): KeyUnusable =>
  new KeyUnusable(
    'key-service-away',
    `The key service at ${server.origin} gave an answer that is none of a transit engine (${String(status)}). See its own log; nothing was changed.`,
  );

function fieldOf(text: string, field: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null || !('data' in answer)) return undefined;
    const { data } = answer;
    const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
    const found: unknown = entries.find(([name]) => name === field)?.[1];
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}
