import type { Sealed } from '#contracts/shared/sealed.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { contributorOwner } from '../domain/story/contributor-events.js';
import { storyStream } from '../domain/story/events.js';
import type { Contributor } from '../domain/story/together.js';

export interface NameOfContributor {
  readonly name: string;
}
interface ContactOfContributor {
  readonly contact: string;
}

interface OfStory {
  readonly story: string;
  readonly organisation: string;
}

export interface SealedOfContributor {
  readonly name: Sealed;
  readonly contact: Sealed | null;
}

export interface CodeGiven {
  readonly contributor: string;
  readonly name: string;
  /** Shown once; only its hash is kept. */
  readonly code: string;
}

/** A key of their own, theirs as a person: it goes when they ask, and with the story. */
export async function sealContributor(
  { vault }: Pick<ServiceRuntime, 'vault'>,
  { story, organisation }: OfStory,
  contributor: string,
  { name, contact }: { readonly name: string; readonly contact: string | null },
): Promise<SealedOfContributor> {
  const sealer = await vault.createReason({
    ...{ owner: contributorOwner(contributor), organisation, person: contributor },
    stories: [storyStream(story)],
    reach: ['teller', 'reports'],
  });
  return {
    name: sealer.seal('reason', 1, { name } satisfies NameOfContributor),
    contact: contact === null ? null : sealer.seal('reason', 2, { contact } satisfies ContactOfContributor),
  };
}

export interface ContributorOpen {
  /** Null: it cannot be read any more. */
  readonly name: string | null;
  readonly contact: string | null;
}

const closed: ContributorOpen = { name: null, contact: null };

type Listed = Pick<Contributor, 'id' | 'name' | 'contact'>;

/** As each wrote it, or somebody for them: for whoever brought the story in, and for themselves. One answer for each. */
export async function openContributors(
  { unlocking }: Pick<ServiceRuntime, 'unlocking'>,
  organisation: string,
  listed: readonly Listed[],
): Promise<readonly ContributorOpen[]> {
  const answers = await unlocking.unlock(
    listed.map(({ id }) => ({
      ...{ owner: contributorOwner(id), purpose: 'own' as const, use: 'read' as const },
      reader: { person: id, organisation },
    })),
  );
  return listed.map(({ name, contact }, at) => {
    const answer = answers[at];
    if (answer?.kind !== 'granted') return closed;
    return {
      name: answer.open<NameOfContributor>(name).name,
      contact: contact === null ? null : answer.open<ContactOfContributor>(contact).contact,
    };
  });
}
