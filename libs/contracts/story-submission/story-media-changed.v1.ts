import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

export const storyMediaChangedV1 = {
  type: 'story.media-changed.v1',
  source: 'story-submission',
  summary:
    'How much of what was told with a story beside its words is ready for panels. Nothing of it is in the message; whether a reader may see it the vault says. Subject: media/<story>.',
  data: Type.Object({
    story: Id,
    programme: Id,
    /** Pictures, sound, films and documents that have words and that a trained person has looked at. */
    ready: Type.Integer({ minimum: 0 }),
    /** Its teller said that readers may see and hear them, told that a voice or a face shows who somebody is. */
    mayShowWho: Type.Boolean(),
    at: Timestamp,
    /** Orders what is said of one story: a later one replaces an earlier one. */
    revision: Type.Integer({ minimum: 1 }),
  }),
} as const satisfies Contract;
