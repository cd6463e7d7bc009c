import { knownPeople } from '#service-kit/known/known-people.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { FeedbackDrafted } from '../domain/feedback/events.js';
import type { Route } from '../domain/feedback/feedback.js';
import { contacts } from '../read-models/contacts/contacts.js';
import { stories } from '../read-models/stories/stories.js';

/** A teller by what they chose when telling; a collector on a page of theirs, if they have an account. */
export async function routeTo(
  { views }: ServiceRuntime,
  { to, addressee, story }: Pick<FeedbackDrafted['data'], 'to' | 'addressee' | 'story'>,
): Promise<Route> {
  if (to === 'collector') {
    const hasPage = (await views.get(knownPeople, addressee)) !== undefined;
    return { chosen: null, isStopped: false, hasPage };
  }
  const contact = await views.get(contacts, story);
  const hasPage = ((await views.get(stories, story))?.codeHash ?? null) !== null;
  return { chosen: contact?.channel ?? null, isStopped: contact?.isStopped ?? false, hasPage };
}
