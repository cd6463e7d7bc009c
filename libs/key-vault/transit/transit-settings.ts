import { readFileSync } from 'node:fs';

import { KeyUnusable } from '../key-vault.js';

/** A transit engine, as HashiCorp Vault and OpenBao have it. */
export interface TransitSettings {
  /** Where the server is: https://vault.example:8200. */
  readonly server: URL;
  /** The path at which the engine was enabled. */
  readonly mount: string;
  readonly key: string;
  /** Read anew for each request: an agent may renew the token in it. */
  readonly tokenFile: string;
  readonly namespace?: string;
  /** PEM, where the server's certificate was signed by somebody whom the system does not know. */
  readonly ca?: string;
  /** How long an answer is waited for. */
  readonly patienceMs: number;
}

interface Given {
  readonly NEWID_KMS_URL?: string | undefined;
  readonly NEWID_KMS_MOUNT?: string | undefined;
  readonly NEWID_KMS_KEY?: string | undefined;
  readonly NEWID_KMS_TOKEN_FILE?: string | undefined;
  readonly NEWID_KMS_NAMESPACE?: string | undefined;
  readonly NEWID_KMS_CA_FILE?: string | undefined;
}

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];
const segment = /^[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*$/;

/** Undefined where no key service is named. @throws KeyUnusable with a sentence that holds no secret */
export function transitSettings(given: Given): TransitSettings | undefined {
  const { NEWID_KMS_URL: url, NEWID_KMS_CA_FILE: caFile, NEWID_KMS_NAMESPACE: namespace } = given;
  const { NEWID_KMS_MOUNT: mount = 'transit', NEWID_KMS_KEY: key, NEWID_KMS_TOKEN_FILE: tokenFile } = given;
  if (url === undefined) {
    const without = Object.entries(given).find(([name, value]) => name.startsWith('NEWID_KMS_') && value !== undefined);
    if (without !== undefined)
      throw misnamed(`${without[0]} says nothing without NEWID_KMS_URL. Set both, or neither.`);
    return undefined;
  }
  const server = URL.canParse(url) ? new URL(url) : undefined;
  if (server === undefined || !['http:', 'https:'].includes(server.protocol) || server.username !== '') {
    throw misnamed('NEWID_KMS_URL has to be an address such as https://vault.example:8200, without a user.');
  }
  if (server.protocol === 'http:' && !thisMachine.includes(server.hostname)) {
    throw misnamed('NEWID_KMS_URL has to begin with https: keys would cross the network in clear.');
  }
  if (key === undefined || !segment.test(key)) {
    throw misnamed('NEWID_KMS_KEY has to be the name of a key of the transit engine, such as newid.');
  }
  if (!segment.test(mount)) throw misnamed('NEWID_KMS_MOUNT has to be the path of a transit engine, such as transit.');
  if (tokenFile === undefined)
    throw misnamed('NEWID_KMS_TOKEN_FILE has to name a file with a token of the key service.');
  if (namespace !== undefined && !/^[\w./-]+$/.test(namespace)) {
    throw misnamed('NEWID_KMS_NAMESPACE has to be a namespace of the key service, such as health/newid.');
  }
  return {
    ...{ server, mount, key, tokenFile },
    ...(namespace === undefined ? {} : { namespace }),
    ...(caFile === undefined ? {} : { ca: certificateIn(caFile) }),
    patienceMs: 10_000,
  };
}

function certificateIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw misnamed(`NEWID_KMS_CA_FILE names ${file}, which cannot be read.`);
  }
}

const misnamed = (whatToDo: string): KeyUnusable => new KeyUnusable('key-service-misnamed', whatToDo);
