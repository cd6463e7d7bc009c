import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  rightsRequestStream,
  type Channel,
  type Right,
  type RightsRequestEvent,
} from '../../domain/rights-request/events.js';
import { receiveAsDone, receiveRequest, rightsRequestDecider } from '../../domain/rights-request/rights-request.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { sealPart } from '../../rights/sealed-parts.js';

export interface RequestAsked {
  readonly right: Right;
  readonly story: Pick<StoryDocument, 'id' | 'programme' | 'teller'> | null;
  /** Of those in the story, the one who asks; null: its teller. */
  readonly contributor?: string | null;
  readonly programme: string | null;
  readonly receivedOn: string;
  readonly how: Channel;
  readonly words: string | null;
  /** Nothing is left to do: it was done as it was asked. */
  readonly isDone: boolean;
}

export interface RequestEntered {
  readonly request: string;
  readonly done: Executed<RightsRequestEvent>;
}

/** An entry of the register, whoever made it. The context's organisation is that of the story. */
export class EnterRequest extends Command<RequestEntered | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly asked: RequestAsked,
  ) {
    super();
  }
}

@CommandHandler(EnterRequest)
export class EnterRequestHandler implements ICommandHandler<EnterRequest> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, asked }: EnterRequest): Promise<RequestEntered | Refusal> {
    const { right, story, receivedOn, how, isDone } = asked;
    const said = asked.words?.trim() ?? '';
    if ([...said].length > longestWords) return refuse('story-too-long', 'words', { limit: longestWords });
    const request = idFrom(context.commandId, 'rights-request');
    const { organisation } = context;
    const { contributor = null } = asked;
    const teller = contributor ?? story?.teller ?? null;
    const words = said === '' ? null : await sealPart(this.service, { request, organisation, teller }, 'words', said);
    const data = {
      ...{ request, right, receivedOn, how },
      story: story?.id ?? null,
      ...(contributor === null ? {} : { contributor }),
      programme: story?.programme ?? asked.programme,
      enteredBy: context.actor,
      words,
    };
    const today = await dayOfProgramme(this.service, data.programme, context.at);
    const command = { ...context, commandId: idFrom(context.commandId, 'enter') };
    const done = await this.service.store.execute(
      rightsRequestStream(request),
      command,
      rightsRequestDecider,
      (state) => (isDone ? receiveAsDone(state, data, today) : receiveRequest(state, data, today)),
    );
    return isRefusal(done) ? done : { request, done };
  }
}

/** Characters: a letter of many pages. */
const longestWords = 20_000;
