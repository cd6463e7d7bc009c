import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  creditsDecider,
  creditsStream,
  recordCredit,
  removeCredit,
  type CreditedAs,
  type CreditEvent,
  type CreditKind,
  type NameCredited,
} from '../../domain/credit/credits.js';
import { storyStream } from '../../domain/story/events.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { peopleNamed } from '../../readers/people-named.js';
import { organisationsOf, panelsSeen } from '../../readers/panels-seen.js';

export interface CreditGiven {
  readonly name: string;
  readonly kind: CreditKind;
  readonly as: CreditedAs;
}

type OfStory = Pick<StoryDocument, 'id' | 'organisation' | 'programme' | 'text'>;

/** For whoever tells it, brings it in or reads it first: the routes find out that they may. */
export class RecordCredit extends Command<Executed<CreditEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: OfStory,
    readonly given: CreditGiven,
  ) {
    super();
  }
}

export class RemoveCredit extends Command<Executed<CreditEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly credit: string,
  ) {
    super();
  }
}

@CommandHandler(RecordCredit)
export class RecordCreditHandler implements ICommandHandler<RecordCredit> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, given }: RecordCredit): Promise<Executed<CreditEvent> | Refusal> {
    const { store, vault } = this.service;
    const { id, organisation, programme, text } = story;
    const sealer = await vault.sealer(storyStream(id));
    if (sealer === undefined) return refuse('story-erased-meanwhile');
    const { kind, as, name } = given;
    const data = {
      ...{ story: id, programme, kind, as },
      credit: idFrom(context.commandId, 'credit'),
      name: sealer.seal('text', text.version, { name: harmlessText(name) } satisfies NameCredited),
      matched:
        kind === 'person'
          ? await peopleNamed(this.service, organisation, [name])
          : await organisationsNamed(this.service, programme, name),
    };
    const within = { ...context, organisation };
    return store.execute(creditsStream(id), within, creditsDecider, (state) => recordCredit(state, data));
  }
}

@CommandHandler(RemoveCredit)
export class RemoveCreditHandler implements ICommandHandler<RemoveCredit> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, story, credit }: RemoveCredit): Promise<Executed<CreditEvent> | Refusal> {
    return this.service.store.execute(creditsStream(story), context, creditsDecider, (state) =>
      removeCredit(state, story, credit),
    );
  }
}

const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** One that has people on a panel, by either of its names. Not the one that runs the programme: it would leave nobody to choose. */
async function organisationsNamed(
  service: ServiceRuntime,
  programme: string,
  name: string,
): Promise<readonly string[]> {
  const design = (await service.views.get(knownProgrammes, programme))?.design;
  if (design === undefined) return [];
  return organisationsOf(await panelsSeen(service, design))
    .filter(({ id }) => id !== design.organisation)
    .filter(({ name: names }) => [names.en, names.cy].some((one) => plain(one) === plain(name)))
    .map(({ id }) => id);
}
