import type { ServiceRuntime } from '#service-kit/service.js';

import type { FeedbackDrafted } from '../domain/feedback/events.js';
import { contacts } from '../read-models/contacts/contacts.js';

/** The language a teller asked to be written to in; of whoever was not asked, that of the story. */
export async function languageTo(
  { views }: Pick<ServiceRuntime, 'views'>,
  { to, story, language }: Pick<FeedbackDrafted['data'], 'to' | 'story' | 'language'>,
): Promise<'en' | 'cy'> {
  const chosen = to === 'teller' ? (await views.get(contacts, story))?.language : undefined;
  return chosen ?? language;
}
