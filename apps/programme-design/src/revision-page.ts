import type { Command } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { Route } from '#web/addresses.js';
import type { Fields, FormState, ValuesOf } from '#web/forms/form.js';
import type { PageView } from '#web/rendering/page-view.js';
import type { Words } from '#web/words/words.js';

import type { ProgrammeEvent } from './domain/programme/events.js';
import { partRevisionPage, type PartRevision } from './part-revision-page.js';
import type { ProgrammeDocument } from './read-models/programmes/programmes.js';
import type { VersionShown } from './version-shown.js';

/** What is said once in a programme and written anew on a page of its own, or what it gets one more of. */
export interface Revision<Of extends Fields> extends Pick<
  PartRevision<ProgrammeDesign, Of>,
  'template' | 'words' | 'form' | 'refused' | 'told'
> {
  /** As it stands. */
  readonly typed: (design: ProgrammeDesign) => FormState;
  readonly view: (found: ProgrammeDocument, state: FormState, version: VersionShown, words: Words) => PageView;
  readonly command: (
    context: CommandContext,
    programme: string,
    values: ValuesOf<Of>,
    design: ProgrammeDesign,
  ) => Command<Executed<ProgrammeEvent> | Refusal> | Refusal;
}

/** The controller of one: the part that it revises is the programme itself. */
export const revisionPage = <Of extends Fields>(at: Route, { view, command, ...revision }: Revision<Of>) =>
  partRevisionPage<ProgrammeDesign, Of>(at, {
    ...revision,
    param: 'programme',
    partOf: (design) => design,
    notFound: refuse('programme-not-found', 'programme'),
    view: (found, _design, state, version, words) => view(found, state, version, words),
    command: (context, { programme }, values, design) => command(context, programme, values, design),
  });
