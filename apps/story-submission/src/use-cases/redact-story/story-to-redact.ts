import type { SomeoneAsking } from '#access/principal.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { storyStream } from '../../domain/story/events.js';
import { contacts } from '../../read-models/contacts/contacts.js';
import { redactions, type RedactionDocument } from '../../read-models/redactions/redactions.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { programmeToRead, storyToRead, type StoryToRead } from '../../stories/stories-to-read.js';

export interface StoryToRedact {
  readonly read: StoryToRead;
  readonly known: RedactionDocument | undefined;
  /** How its teller may be told that they are asked. */
  readonly reached: 'mail' | 'letter' | 'page' | 'no-code';
  /** As it would be read; null where nothing is proposed or it may not be read. */
  readonly proposed: StoryText | null;
  /** As it was told, version by version, for those who read first alone. */
  readonly originals: readonly { readonly storyVersion: number; readonly at: string; readonly text: StoryText }[];
}

/** For whoever may read it first. */
export async function storyToRedact(
  service: ServiceRuntime,
  who: SomeoneAsking,
  story: string,
): Promise<StoryToRedact> {
  const read = await storyToRead(service, who, story);
  const known = await service.views.get(redactions, story);
  const reached = await wayTo(service, read.document);
  if (known === undefined) return { read, known, reached, proposed: null, originals: [] };
  const answer = await service.unlocking.unlockOne({
    ...{ owner: storyStream(story), reader: who, purpose: 'moderate', use: 'read' },
  });
  if (answer.kind === 'withheld') return { read, known, reached, proposed: null, originals: [] };
  const opened = (sealed: Sealed): StoryText => answer.open<StoryText>(sealed);
  return {
    ...{ read, known, reached },
    proposed: known.open === null ? null : opened(known.open.text),
    originals: known.made.map(({ storyVersion, at, original }) => ({ storyVersion, at, text: opened(original) })),
  };
}

async function wayTo({ views }: ServiceRuntime, { id, codeHash }: StoryDocument): Promise<StoryToRedact['reached']> {
  if (codeHash === null) return 'no-code';
  const contact = await views.get(contacts, id);
  return contact?.isStopped === false ? (contact.channel ?? 'page') : 'page';
}

/** The redaction that is open, for an act upon it; 404 where there is none. */
export const openRedactionOf = ({ known }: StoryToRedact): string =>
  known?.open?.redaction ?? throwRefusal(refuse('redaction-not-open'));

export const whoItLiesWith = ['moderator', 'teller'] as const;

/** What is open in a programme, the longest open first. */
export async function openRedactions(
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<{
  readonly design: Awaited<ReturnType<typeof programmeToRead>>;
  readonly open: Readonly<Record<(typeof whoItLiesWith)[number], readonly RedactionDocument[]>>;
}> {
  const design = await programmeToRead(service, who, programme);
  await service.views.level();
  const of = async (liesWith: 'teller' | 'moderator'): Promise<readonly RedactionDocument[]> => {
    const equals = { organisation: who.organisation, programme, liesWith };
    return (await service.views.find(redactions, { index: 'byWhom', equals, limit: 200 })).documents;
  };
  return { design, open: { moderator: await of('moderator'), teller: await of('teller') } };
}
