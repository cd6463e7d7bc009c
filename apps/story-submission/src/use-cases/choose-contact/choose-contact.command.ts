import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { KeysErased } from '#key-vault/key-vault.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  chooseContact,
  contactDecider,
  contactStream,
  stopContact,
  type ContactEvent,
  type ContactGiven,
} from '../../domain/contact/contact.js';
import { storyStream } from '../../domain/story/events.js';
import { contacts } from '../../read-models/contacts/contacts.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';

export type ContactChanged = Executed<ContactEvent> | Refusal;

/** For the teller alone: the routes find out that the story is theirs. */
export class ChooseContact extends Command<ContactChanged> {
  constructor(
    readonly context: CommandContext,
    readonly story: Pick<StoryDocument, 'id' | 'organisation' | 'teller'>,
    readonly given: ContactGiven,
  ) {
    super();
  }
}

@CommandHandler(ChooseContact)
export class ChooseContactHandler implements ICommandHandler<ChooseContact> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, given }: ChooseContact): Promise<ContactChanged> {
    const { store, vault, views } = this.service;
    const { id, organisation, teller } = story;
    const { channel, language } = given;
    const owner = storyStream(id);
    const standing = await vault.consentOf(owner);
    if (standing === undefined) return refuse('story-erased-meanwhile');
    const version = ((await views.get(contacts, id))?.sealed ?? 0) + 1;
    try {
      // An address has a key of its own: it is added to those of the story, whose consent stays as it is.
      const keys = { owner, organisation, person: teller, classes: ['contact' as const], consent: standing.consent };
      const sealed =
        given.channel === 'page' ? null : (await vault.createStory(keys)).seal('contact', version, given.contact);
      const within = { ...context, organisation };
      const done = await store.execute(contactStream(id), within, contactDecider, (state) =>
        chooseContact(state, { story: id, channel, language, contact: sealed }),
      );
      if (!isRefusal(done)) await views.reached(done.stream, done.version);
      return done;
    } catch (error) {
      if (error instanceof KeysErased) return refuse('story-erased-meanwhile');
      throw error;
    }
  }
}

/** Nobody writes to them from now on: said by the teller, or by staff to whom they said it. */
export class StopContact extends Command<ContactChanged> {
  constructor(
    readonly context: CommandContext,
    readonly story: Pick<StoryDocument, 'id' | 'organisation'>,
    readonly by: 'teller' | 'staff',
  ) {
    super();
  }
}

@CommandHandler(StopContact)
export class StopContactHandler implements ICommandHandler<StopContact> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story: { id, organisation }, by }: StopContact): Promise<ContactChanged> {
    const { store, views } = this.service;
    const done = await store.execute(contactStream(id), { ...context, organisation }, contactDecider, (state) =>
      stopContact(state, { story: id, by }),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
