import type { Sealed } from '#contracts/shared/sealed.js';
import { newCode, hashCode } from '#service-kit/codes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { TellerContact } from '../domain/contact/contact.js';
import { codeOwner, type TrustedPerson } from '../domain/over-time/events.js';
import type { OverTime } from '../domain/over-time/over-time.js';
import { storyStream } from '../domain/story/events.js';
import { contacts } from '../read-models/contacts/contacts.js';
import type { Contributor } from '../domain/story/together.js';
import { openContributors } from '../telling-together/contributor-keys.js';
import { channelOf } from './channel-of.js';
import type { holderOfCode, WhoseCode } from './whose-code.js';

type Of = ReturnType<typeof holderOfCode>;

export interface WhereTo {
  /** Of the person they trust; null: themselves. */
  readonly name: string | null;
  readonly address: string;
  readonly by: 'mail' | 'letter';
  readonly language: 'en' | 'cy';
}

/** Where the code of one of several goes: as they said they may be reached. */
async function whereContributorIs(
  service: ServiceRuntime,
  { story, contributor }: WhoseCode & { readonly contributor: Contributor },
): Promise<WhereTo | undefined> {
  const [open] = await openContributors(service, story.organisation, [contributor]);
  const address = open?.contact ?? null;
  if (address === null) return undefined;
  const language =
    contributor.answer?.consent.language ??
    (await service.vault.consentOf(storyStream(story.id)))?.consent.language ??
    'en';
  return { name: open?.name ?? null, address, by: channelOf(address), language };
}

/** Where a code goes, opened for this one call as the teller’s own; undefined where nothing can be opened or nothing is left. */
export async function whereCodeGoes(
  service: ServiceRuntime,
  { story, contributor }: WhoseCode,
  { trusted }: Pick<OverTime, 'trusted'>,
  to: 'channel' | 'person',
): Promise<WhereTo | undefined> {
  if (contributor !== null) return whereContributorIs(service, { story, contributor });
  const { vault, views } = service;
  const { id, organisation, teller } = story;
  const owner = storyStream(id);
  const reader = { person: teller, organisation };
  const [answer] = await vault.unlock([{ owner, reader, purpose: 'teller', use: 'read' }]);
  if (answer?.kind !== 'granted') return undefined;
  const known = await views.get(contacts, id);
  const language = known?.language ?? (await vault.consentOf(owner))?.consent.language ?? 'en';
  if (to === 'person') {
    if (trusted === null) return undefined;
    const { name, address } = answer.open<TrustedPerson>(trusted);
    return { name, address, by: channelOf(address), language };
  }
  if (known === undefined || known.contact === null || known.isStopped) return undefined;
  const { channel } = known;
  if (channel !== 'mail' && channel !== 'letter') return undefined;
  return { name: null, address: answer.open<TellerContact>(known.contact).address, by: channel, language };
}

interface CodeKept {
  readonly code: string;
}

/** A new code under a key of its own: nobody is shown it, and the key goes when the code is on its way. */
export async function keepNewCode(
  { vault, secret }: ServiceRuntime,
  { organisation, teller }: Of,
  replacement: string,
): Promise<{ readonly codeHash: string; readonly code: Sealed }> {
  const code = newCode();
  const keys = { owner: codeOwner(replacement), organisation, person: teller, classes: ['text' as const] };
  const sealer = await vault.createPersonal(keys);
  return { codeHash: hashCode(code, secret), code: sealer.seal('text', 1, { code } satisfies CodeKept) };
}

/** Undefined once it is on its way. */
export async function openCode(
  { vault }: ServiceRuntime,
  { organisation, teller }: Of,
  replacement: string,
  sealed: Sealed,
): Promise<string | undefined> {
  const reader = { person: teller, organisation };
  const owner = codeOwner(replacement);
  const [answer] = await vault.unlock([{ owner, reader, purpose: 'own', use: 'read' }]);
  return answer?.kind === 'granted' ? answer.open<CodeKept>(sealed).code : undefined;
}

/** Twice is once: the intent has the code's own id. */
export async function destroyCode({ vault }: ServiceRuntime, replacement: string, at: string): Promise<void> {
  const owner = codeOwner(replacement);
  const id = `erase/${owner}`;
  await vault.erase(owner, { id, actor: 'system/consent', at });
  await vault.settleIntent(id);
}
