import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, SealedText, Timestamp } from '../shared/shapes.js';

export const storyTranslatedV1 = {
  type: 'story.translated.v1',
  source: 'story-submission',
  summary:
    'A person translated a version of a story. The story as it was told stays; a newer version of it makes this one old. Subject: story/<id>.',
  data: Type.Object({
    story: Id,
    programme: Id,
    period: Id,
    /** Into which language. */
    language: Type.Union([Type.Literal('en'), Type.Literal('cy')]),
    /** What was translated: read only while it is the newest. */
    storyVersion: Type.Integer({ minimum: 1 }),
    /** TranslatedText (shared/story-text.ts), class `text` of the story. */
    text: SealedText,
    by: Id,
    at: Timestamp,
  }),
} as const satisfies Contract;
