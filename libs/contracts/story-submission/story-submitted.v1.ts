import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { CalendarDate, Id, Route, SealedText } from '../shared/shapes.js';

export const storySubmittedV1 = {
  type: 'story.submitted.v1',
  source: 'story-submission',
  summary:
    'A story was told and may now be seen by those its teller agreed to. Subject: story/<id>. Stories of an import are published when the import has ended.',
  data: Type.Object({
    story: Id,
    programme: Id,
    period: Id,
    /** Null: it has no domain yet. */
    domain: Type.Union([Id, Type.Null()]),
    language: Type.Union([Type.Literal('en'), Type.Literal('cy'), Type.Literal('mixed'), Type.Literal('other')]),
    route: Route,
    toldOn: CalendarDate,
    storyVersion: Type.Integer({ minimum: 1 }),
    /** For reading time. */
    words: Type.Integer({ minimum: 0 }),
    /** The id the programme knows it by (DN-001), or one of our own. */
    reference: Type.String(),
    /** Pseudonymous ids of the people; their names are sealed. */
    teller: Id,
    collector: Type.Union([Id, Type.Null()]),
    /** StoryText (shared/story-text.ts), class `text`. */
    text: SealedText,
    /** StoryNames (shared/story-text.ts), class `name`; null where none was given. */
    names: Type.Union([SealedText, Type.Null()]),
  }),
} as const satisfies Contract;
