import { KeysErased, type Sealer } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { rightsRequestStream } from '../../domain/rights-request/events.js';

/** What is sealed of a request: what the person said, why it takes longer, what they were told. */
export const versionOf = { words: 1, because: 2, answer: 3 } as const;

export interface RequestWords {
  readonly text: string;
}

/** A request's own key, that of the teller: erasing the person ends what they said here too. */
export async function sealerOfRequest(
  { vault }: ServiceRuntime,
  request: string,
  organisation: string,
  teller: string | null,
): Promise<Sealer> {
  const owner = rightsRequestStream(request);
  const make = (person: string): Promise<Sealer> =>
    vault.createPersonal({ owner, organisation, person, classes: ['text'] });
  if (teller === null) return make(owner);
  try {
    return await make(teller);
  } catch (error) {
    // Someone who was erased may still ask, and is answered; what they say now belongs to the request alone.
    if (error instanceof KeysErased) return make(owner);
    throw error;
  }
}
