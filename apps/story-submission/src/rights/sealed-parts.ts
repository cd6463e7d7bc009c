import { harmlessText } from '#contracts/shared/harmless-text.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import { KeysErased, type Sealer, type Unlocked, type UnlockRequest } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { rightsRequestStream } from '../domain/rights-request/events.js';

/** What is sealed of a request: what the person said, why it takes longer, what they were told. */
const parts = ['words', 'because', 'answer'] as const;
type Part = (typeof parts)[number];

type SealedParts = Readonly<Record<Part, Sealed | null>>;
type OpenParts = Readonly<Record<Part, string | null>>;

interface PartText {
  readonly text: string;
}

/** Each under a key of its own: what is said after a person was erased must not need the keys that went with them. */
const ownerOf = (request: string, part: Part): string => `${rightsRequestStream(request)}/${part}`;

/** The keys are the teller's: erasing the person ends what was said here too. */
export async function sealPart(
  { vault }: ServiceRuntime,
  of: { readonly request: string; readonly organisation: string; readonly teller: string | null },
  part: Part,
  text: string,
): Promise<Sealed> {
  const { request, organisation, teller } = of;
  const owner = ownerOf(request, part);
  const make = (person: string): Promise<Sealer> =>
    vault.createPersonal({ owner, organisation, person, classes: ['text'] });
  const seal = (sealer: Sealer): Sealed => sealer.seal('text', 1, { text: harmlessText(text) } satisfies PartText);
  if (teller === null) return seal(await make(owner));
  try {
    return seal(await make(teller));
  } catch (error) {
    // Someone who was erased may still ask, and is answered; what is said now belongs to the request alone.
    if (error instanceof KeysErased) return seal(await make(owner));
    throw error;
  }
}

/** One answer a request, in their order. Null where nothing was written, or it was erased with the person. */
export async function openParts(
  { unlocking }: ServiceRuntime,
  by: Pick<UnlockRequest, 'reader' | 'purpose'>,
  requests: readonly (SealedParts & { readonly id: string })[],
): Promise<readonly OpenParts[]> {
  const asked = requests.flatMap((request) =>
    parts.filter((part) => request[part] !== null).map((part) => ownerOf(request.id, part)),
  );
  const answers = await unlocking.unlock(asked.map((owner) => ({ ...by, owner, use: 'read' })));
  const unlocked = new Map(asked.map((owner, at): [string, Unlocked | undefined] => [owner, answers[at]]));
  const open = (id: string, part: Part, sealed: Sealed | null): string | null => {
    const answer = unlocked.get(ownerOf(id, part));
    return sealed === null || answer?.kind !== 'granted' ? null : answer.open<PartText>(sealed).text;
  };
  return requests.map(({ id, words, because, answer }) => ({
    words: open(id, 'words', words),
    because: open(id, 'because', because),
    answer: open(id, 'answer', answer),
  }));
}
