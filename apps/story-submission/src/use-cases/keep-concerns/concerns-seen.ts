import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Withheld } from '#key-vault/key-vault.js';
import type { PageOfList } from '#projections/page-of-list.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';
import { concerns, type ConcernDocument } from '../../read-models/concerns/concerns.js';
import type { ConcernText } from './keep-concerns.command.js';
import { pageOfFound } from '../../stories/page-of-found.js';
import { readableTo } from '../../stories/who-keeps-concerns.js';

/** Open ones first, the soonest due first. */
export async function concernsOf(
  { views }: ServiceRuntime,
  who: SomeoneAsking,
  design: ProgrammeDesign,
  asked: { readonly after: string | undefined; readonly limit: number },
): Promise<PageOfList<ConcernDocument>> {
  await views.level();
  const isReadable = readableTo(design, who);
  const equals = { organisation: who.organisation, programme: design.id };
  const itemOf = (each: ConcernDocument) => (isReadable(each) ? each : undefined);
  return pageOfFound(views, concerns, { index: 'byState', equals }, { ...asked, itemOf });
}

export interface ConcernTexts {
  readonly said: string;
  readonly note: string | null;
}

/** Readable while the story's keys are there, also where it was taken back or paused; by the purpose `safeguard` alone. */
export async function textsOf(
  { unlocking }: ServiceRuntime,
  who: SomeoneAsking,
  { story, said, note }: ConcernDocument,
): Promise<ConcernTexts | Withheld> {
  const answer = await unlocking.unlockOne({
    ...{ owner: storyStream(story), reader: who, purpose: 'safeguard', use: 'read' },
  });
  if (answer.kind === 'withheld') return answer;
  return {
    said: answer.open<ConcernText>(said).text,
    note: note === null ? null : answer.open<ConcernText>(note).text,
  };
}
