import type { ConsentAudience } from '#contracts/shared/consent.js';
import type { Grant, Unlocked, UnlockRequest, WithheldBecause } from '#key-vault/key-vault.js';
import type { Unlocking } from '#service-kit/unlocking/unlocking.js';

import { consentsNeeded } from '../domain/report/consents-needed.js';
import type { ReaderOfReport } from '../read-models/seats/seats.js';

/** Why a story is not in a report for whoever reads it: what its teller said, or what the reader may not see here. */
export type NotShownBecause = WithheldBecause | NotTheReaders;
/** `no-seat`: no sitting of theirs received it. `not-to-organisation`: its teller shares it with others, and not with them. */
export type NotTheReaders = 'no-seat' | 'not-to-organisation';

export type OpenedForReport =
  | { readonly kind: 'granted'; readonly grant: Grant; readonly mayName: boolean }
  | { readonly kind: 'withheld'; readonly because: NotShownBecause };

/** What is read: a story, or a reason with the stories it speaks of. */
export interface ReadInReport extends Pick<UnlockRequest, 'owner'> {
  readonly stories: readonly string[];
}

/**
 * Opens texts for a report for an audience, as this reader may read them; one answer each, in their order. No audience
 * stands for another:
 * - `organisation`: what its teller shares with the organisation, which is the reader’s;
 * - `panel`: what its teller shares with panels, of stories that a sitting of the reader’s received;
 * - `partner`, `public`: prepared for others, by somebody who may see in it no more than as one of the organisation. Text
 *   and name each need both answers.
 */
export async function openForReport(
  unlocking: Unlocking,
  { person, organisation, teams, received }: ReaderOfReport,
  audience: ConsentAudience,
  read: readonly ReadInReport[],
): Promise<readonly OpenedForReport[]> {
  // A key is not asked for whoever could not be given the text.
  const asked = read.filter(({ stories }) => audience !== 'panel' || stories.every((story) => received.has(story)));
  const needed = consentsNeeded[audience];
  const reader = { person, organisation, teams };
  const answers = await unlocking.unlock(
    asked.flatMap(({ owner }) =>
      needed.map((each): UnlockRequest => ({
        ...{ owner, reader, purpose: 'audience', audience: each, use: 'read', reach: 'reports' },
      })),
    ),
  );
  return read.map((each) => {
    const at = asked.indexOf(each);
    if (at < 0) return { kind: 'withheld', because: 'no-seat' };
    return together(answers.slice(at * needed.length, (at + 1) * needed.length));
  });
}

/** The first answer is of the audience itself. */
function together([first, ...others]: readonly Unlocked[]): OpenedForReport {
  if (first === undefined) return { kind: 'withheld', because: 'unknown' };
  if (first.kind === 'withheld') return first;
  let mayName = first.classes.includes('name');
  for (const other of others) {
    if (other.kind === 'withheld') {
      return { kind: 'withheld', because: other.because === 'not-consented' ? 'not-to-organisation' : other.because };
    }
    mayName &&= other.classes.includes('name');
  }
  return { kind: 'granted', grant: first, mayName };
}
