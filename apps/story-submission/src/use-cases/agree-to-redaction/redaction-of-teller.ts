import type { StoryText } from '#contracts/shared/story-text.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';
import { redactions } from '../../read-models/redactions/redactions.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';

export interface RedactionOfTeller {
  readonly document: StoryDocument;
  /** Null: nothing is asked of the teller, and nothing waits for anybody. */
  readonly open: {
    readonly redaction: string;
    readonly liesWith: 'teller' | 'moderator';
    readonly told: StoryText;
    readonly proposed: StoryText;
  } | null;
}

/** Both texts side by side, for the teller alone: the routes find out that the story is theirs. */
export async function redactionOfTeller(
  { views, unlocking }: ServiceRuntime,
  document: StoryDocument,
): Promise<RedactionOfTeller> {
  const { id, teller, organisation, text } = document;
  const open = (await views.get(redactions, id))?.open ?? null;
  if (open === null) return { document, open };
  const reader = { person: teller, organisation };
  const answer = await unlocking.unlockOne({ owner: storyStream(id), reader, purpose: 'teller', use: 'read' });
  if (answer.kind === 'withheld') return { document, open: null };
  const { redaction, liesWith } = open;
  const [told, proposed] = [answer.open<StoryText>(text), answer.open<StoryText>(open.text)];
  return { document, open: { redaction, liesWith, told, proposed } };
}
