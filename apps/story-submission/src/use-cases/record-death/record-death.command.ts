import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { KeysErased } from '#key-vault/key-vault.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  askToUndo,
  confirmDeath,
  deathDecider,
  deathStream,
  reportDeath,
  setDeathAside,
  undoDeath,
  type DeathEvent,
  type DeathToldBy,
} from '../../domain/death/death.js';
import { storyStream } from '../../domain/story/events.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';

type Done = Executed<DeathEvent> | Refusal;

export type DeathAct =
  | { readonly kind: 'report'; readonly toldBy: DeathToldBy; readonly diedOn: string | null; readonly note: string }
  /** By somebody else than who reported it, or asked to undo it. */
  | { readonly kind: 'confirm' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'set-aside' }
  | { readonly kind: 'ask-undo' };

export const deathActs = ['report', 'confirm', 'set-aside', 'ask-undo', 'undo'] as const;

/** Of everything the teller of this story told. The routes find out that it is of their organisation. */
export class RecordDeath extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryDocument,
    readonly act: DeathAct,
  ) {
    super();
  }
}

/** What is sealed in class `contact` of the story it was reported through. */
export interface DeathNote {
  readonly note: string;
}

const versionOfNote = 30_000;

@CommandHandler(RecordDeath)
export class RecordDeathHandler implements ICommandHandler<RecordDeath> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, act }: RecordDeath): Promise<Done> {
    const { store, views } = this.service;
    const { actor: by, at } = context;
    const { id, programme, teller, organisation } = story;
    const note = act.kind === 'report' && act.note.trim() !== '' ? await this.#sealed(story, act.note.trim()) : null;
    if (note !== null && isRefusal(note)) return note;
    const today = await dayOfProgramme(this.service, programme, at);
    const done = await store.execute(deathStream(teller), { ...context, organisation }, deathDecider, (state) => {
      switch (act.kind) {
        case 'report': {
          const { toldBy, diedOn } = act;
          return reportDeath(state, { teller, story: id, programme, toldBy, diedOn, note, by }, today);
        }
        case 'confirm':
          return confirmDeath(state, teller, by);
        case 'set-aside':
          return setDeathAside(state, by);
        case 'ask-undo':
          return askToUndo(state, by);
        case 'undo':
          return undoDeath(state, teller, by);
      }
    });
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }

  async #sealed({ id, organisation, teller }: StoryDocument, note: string) {
    const { vault } = this.service;
    const owner = storyStream(id);
    const standing = await vault.consentOf(owner);
    if (standing === undefined) return refuse('story-erased-meanwhile');
    try {
      const keys = { owner, organisation, person: teller, classes: ['contact' as const], consent: standing.consent };
      return (await vault.createStory(keys)).seal('contact', versionOfNote, {
        note: harmlessText(note),
      } satisfies DeathNote);
    } catch (error) {
      if (error instanceof KeysErased) return refuse('story-erased-meanwhile');
      throw error;
    }
  }
}
