import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { lookFirst, withoutVersion } from '#service-kit/unlocking/take-away.js';

import {
  isRightsRequestEvent,
  rightsRequestStream,
  type IdentityCheck,
  type RightsRequestEvent,
} from '../../domain/rights-request/events.js';
import {
  answerRequest,
  checkIdentity,
  confirmRequest,
  extendRequest,
  refuseRequest,
  rightsRequestDecider,
  type RightsRequestState,
} from '../../domain/rights-request/rights-request.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { EraseAsContributor } from '../answer-as-contributor/answer-as-contributor.command.js';
import { ErasePerson, EraseStory } from '../erase-story/erase-story.command.js';
import { sealPart } from '../../rights/sealed-parts.js';

/** What is done with an open request. The routes find out that it is of the organisation of whoever asks. */
export type Answering =
  /** Of whoever asks for a copy without a code: by whoever answers. */
  | { readonly kind: 'identity'; readonly how: IdentityCheck }
  | { readonly kind: 'extend'; readonly text: string }
  | { readonly kind: 'done'; readonly text: string }
  | { readonly kind: 'refused'; readonly text: string }
  /** The second person: what was asked is carried out. */
  | { readonly kind: 'confirm' };

export class AnswerRightsRequest extends Command<Executed<RightsRequestEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly request: string,
    readonly answering: Answering,
  ) {
    super();
  }
}

@CommandHandler(AnswerRightsRequest)
export class AnswerRightsRequestHandler implements ICommandHandler<AnswerRightsRequest> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  async execute({ context, request, answering }: AnswerRightsRequest): Promise<Executed<RightsRequestEvent> | Refusal> {
    const { store } = this.service;
    const stream = rightsRequestStream(request);
    const standing = stateOf((await store.read(stream)).map(({ event }) => event));
    if (standing === undefined) return refuse('rights-request-not-found');
    const on = await dayOfProgramme(this.service, standing.received.programme, context.at);
    if (answering.kind === 'confirm') return this.#confirm(context, stream, standing, on);
    if (answering.kind === 'identity') {
      const checked = { how: answering.how, by: context.actor };
      return store.execute(stream, context, rightsRequestDecider, (state) => checkIdentity(state, checked, on));
    }
    const text = answering.text.trim();
    const field = answering.kind === 'extend' ? 'because' : 'answer';
    if (text === '') return refuse('rights-answer-missing', field);
    const sealed = await this.#seal(context, standing, field, text);
    return store.execute(stream, context, rightsRequestDecider, (state) => {
      if (answering.kind === 'extend') return extendRequest(state, sealed);
      return answering.kind === 'done' ? answerRequest(state, sealed, on) : refuseRequest(state, sealed, on);
    });
  }

  /** Looked at before anything is destroyed: whoever asked is not the second person. */
  async #confirm(
    context: CommandContext,
    stream: string,
    standing: RightsRequestState,
    on: CalendarDay,
  ): Promise<Executed<RightsRequestEvent> | Refusal> {
    const act = {
      ...{ stream, decider: rightsRequestDecider },
      decide: (state: RightsRequestState | undefined) => confirmRequest(state, context.actor, on),
    };
    const looked = await lookFirst(this.service.store, context, act);
    if (isRefusal(looked) || looked.replayed) return looked;
    const story = await this.#storyOf(standing);
    if (story === undefined) return refuse('story-not-found');
    const within = { ...context, commandId: idFrom(context.commandId, 'erase'), causation: stream };
    const { right, contributor } = standing.received;
    if (right === 'erase-person' && contributor !== undefined) {
      const erased = await this.commands.execute(new EraseAsContributor(within, story.id, contributor));
      if (isRefusal(erased)) return erased;
    } else if (right === 'erase-person') {
      const erased = await this.commands.execute(new ErasePerson(within, story.teller));
      if (typeof erased !== 'number') return erased;
    } else {
      const erased = await this.commands.execute(new EraseStory(within, story.id));
      if (isRefusal(erased)) return erased;
    }
    return this.service.store.execute(stream, withoutVersion(context), act.decider, act.decide);
  }

  async #seal(
    { organisation }: CommandContext,
    standing: RightsRequestState,
    field: 'because' | 'answer',
    text: string,
  ): Promise<Sealed> {
    const { request, contributor } = standing.received;
    const teller = contributor ?? (await this.#storyOf(standing))?.teller ?? null;
    return sealPart(this.service, { request, organisation, teller }, field, text);
  }

  async #storyOf({ received }: RightsRequestState): Promise<StoryDocument | undefined> {
    return received.story === null ? undefined : this.service.views.get(stories, received.story);
  }
}

const stateOf = (events: readonly Parameters<typeof isRightsRequestEvent>[0][]): RightsRequestState | undefined =>
  events.filter(isRightsRequestEvent).reduce(rightsRequestDecider.evolve, rightsRequestDecider.initialState);
