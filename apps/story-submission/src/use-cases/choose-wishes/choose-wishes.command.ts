import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { KeysErased } from '#key-vault/key-vault.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { AfterDeath, LostCodeWay } from '../../domain/over-time/circumstances.js';
import { overTimeStream, type OverTimeEvent, type TrustedPerson } from '../../domain/over-time/events.js';
import { overTimeDecider } from '../../domain/over-time/over-time.js';
import { changeWishes } from '../../domain/over-time/wishes.js';
import { storyStream } from '../../domain/story/events.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import { contacts } from '../../read-models/contacts/contacts.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';

export interface Wishes {
  readonly lostCode: LostCodeWay | null;
  readonly afterDeath: AfterDeath | null;
  readonly trusted: TrustedPerson | null;
}

type Done = Executed<OverTimeEvent> | Refusal;

/** For the teller alone: how a lost code is replaced, or that it never is, and what they want after their death. */
export class ChooseWishes extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryDocument,
    readonly wishes: Wishes,
  ) {
    super();
  }
}

const versionOfTrusted = 20_000;

@CommandHandler(ChooseWishes)
export class ChooseWishesHandler implements ICommandHandler<ChooseWishes> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, wishes }: ChooseWishes): Promise<Done> {
    const { store, vault, views } = this.service;
    const { id, organisation, programme, toldOn, teller } = story;
    const { lostCode, afterDeath, trusted } = wishes;
    const needsPerson = lostCode === 'person' || afterDeath === 'ask';
    if (needsPerson && trusted === null) return refuse('trusted-person-missing', 'trustedName');
    if (lostCode === 'channel') {
      const contact = await views.get(contacts, id);
      if (contact === undefined || contact.contact === null || contact.isStopped) {
        return refuse('code-channel-not-chosen', 'lostCode');
      }
    }
    const owner = storyStream(id);
    const standing = await vault.consentOf(owner);
    if (standing === undefined) return refuse('story-erased-meanwhile');
    const { sealed } = await overTimeOf(this.service, id);
    const version = Math.max(sealed, versionOfTrusted) + 1;
    try {
      const keys = { owner, organisation, person: teller, classes: ['contact' as const], consent: standing.consent };
      const kept =
        trusted === null || !needsPerson ? null : (await vault.createStory(keys)).seal('contact', version, trusted);
      const data = { story: id, programme, toldOn, lostCode, afterDeath, trusted: kept };
      const done = await store.execute(overTimeStream(id), { ...context, organisation }, overTimeDecider, (state) =>
        changeWishes(state, data),
      );
      if (!isRefusal(done)) await views.reached(done.stream, done.version);
      return done;
    } catch (error) {
      if (error instanceof KeysErased) return refuse('story-erased-meanwhile');
      throw error;
    }
  }
}
