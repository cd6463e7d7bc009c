import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, SealedText, Timestamp } from '../shared/shapes.js';

export const storyCorrectedV1 = {
  type: 'story.corrected.v1',
  source: 'story-submission',
  summary:
    'The teller put a new version in the place of a story’s text: what is read from now on. Subject: story/<id>.',
  data: Type.Object({
    story: Id,
    programme: Id,
    period: Id,
    storyVersion: Type.Integer({ minimum: 2 }),
    /** For reading time. */
    words: Type.Integer({ minimum: 0 }),
    /** StoryText (shared/story-text.ts), class `text`. */
    text: SealedText,
    at: Timestamp,
  }),
} as const satisfies Contract;
