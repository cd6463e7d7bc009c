import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { storyStream } from '../domain/story/events.js';
import { stories } from '../read-models/stories/stories.js';
import { findRequest } from './find-request.js';
import { whoAsksOf, type WhoAsks } from './who-asks.js';

/**
 * For whom a keeper of the register makes the copy that somebody asked for without a code: while the entry is open,
 * and once it was made sure who asks. Whom the teller left out makes none, someone else there must.
 */
export async function copyAsked(
  service: ServiceRuntime,
  who: SomeoneAsking,
  { story, request: id }: { readonly story: string; readonly request: string },
): Promise<WhoAsks> {
  const request = await findRequest(service, who, id);
  const document = request.story === story ? await service.views.get(stories, story) : undefined;
  if (document === undefined) return throwRefusal(refuse('rights-request-not-found'));
  if (request.right !== 'see') throwRefusal(refuse('rights-no-copy-asked'));
  if (!request.isOpen) throwRefusal(refuse('rights-request-closed'));
  if (request.identity === null) throwRefusal(refuse('rights-identity-unchecked'));
  const asking = { owner: storyStream(story), reader: who, purpose: 'rights', use: 'read' } as const;
  const answer = await service.unlocking.unlockOne(asking);
  if (answer.kind === 'withheld' && answer.because === 'excluded') throwRefusal(refuse('rights-copy-by-another'));
  return (await whoAsksOf(service, document, request.contributor)) ?? throwRefusal(refuse('rights-request-not-found'));
}
