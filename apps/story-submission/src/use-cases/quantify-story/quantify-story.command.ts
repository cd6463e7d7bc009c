import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  noteNumber,
  quantificationDecider,
  quantificationStream,
  takeOutNumber,
  type QuantificationEvent,
} from '../../domain/quantification/quantification.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { sealWords } from '../../telling-back/seal-words.js';

export type QuantificationChanged = Executed<QuantificationEvent> | Refusal;

export interface NumberGiven {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
}

/** The routes find out that whoever asks may. */
export class NoteNumber extends Command<QuantificationChanged> {
  constructor(
    readonly context: CommandContext,
    readonly story: Pick<StoryDocument, 'id' | 'organisation'>,
    readonly given: NumberGiven,
  ) {
    super();
  }
}

const reach = ['reports'] as const;

@CommandHandler(NoteNumber)
export class NoteNumberHandler implements ICommandHandler<NoteNumber> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, given }: NoteNumber): Promise<QuantificationChanged> {
    const { store, views } = this.service;
    const { id, organisation } = story;
    const { commandId, actor: author } = context;
    const said = { organisation, story: id, author, reach };
    const what = await sealWords(this.service, commandId, 'number: what', { ...said, text: given.what });
    if (isRefusal(what)) return what;
    const unit = await sealWords(this.service, commandId, 'number: unit', { ...said, text: given.unit });
    if (isRefusal(unit)) return unit;
    const data = { number: idFrom(commandId, 'number'), story: id, value: given.value, what, unit };
    const within = { ...context, organisation };
    const done = await store.execute(quantificationStream(id), within, quantificationDecider, (state) =>
      noteNumber(state, data),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}

export class TakeOutNumber extends Command<QuantificationChanged> {
  constructor(
    readonly context: CommandContext,
    readonly story: Pick<StoryDocument, 'id' | 'organisation'>,
    readonly number: string,
  ) {
    super();
  }
}

@CommandHandler(TakeOutNumber)
export class TakeOutNumberHandler implements ICommandHandler<TakeOutNumber> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story: { id, organisation }, number }: TakeOutNumber): Promise<QuantificationChanged> {
    const { store, views } = this.service;
    const within = { ...context, organisation };
    const done = await store.execute(quantificationStream(id), within, quantificationDecider, (state) =>
      takeOutNumber(state, number),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
