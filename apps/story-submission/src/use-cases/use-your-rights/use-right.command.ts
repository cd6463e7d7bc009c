import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { rightsRequestStream } from '../../domain/rights-request/events.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { EraseStory } from '../erase-story/erase-story.command.js';
import { EnterRequest } from '../keep-register/enter-request.command.js';
import { PauseSharing, ResumeSharing } from '../pause-sharing/pause-sharing.command.js';
import { WithdrawStory } from '../withdraw-story/withdraw-story.command.js';

/** What a teller does with one press, or asks in a few words. */
export const rightsByCode = ['see', 'pause', 'resume', 'withdraw', 'erase-story', 'object', 'complain'] as const;
export type RightByCode = (typeof rightsByCode)[number];

export const isAskedInWords = (right: RightByCode): boolean => right === 'object' || right === 'complain';

/** For the teller of this story: the routes find out that they are. */
export class UseRight extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryDocument,
    readonly right: RightByCode,
    readonly words: string | null,
  ) {
    super();
  }
}

@CommandHandler(UseRight)
export class UseRightHandler implements ICommandHandler<UseRight> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  async execute({ context, story, right, words }: UseRight): Promise<Executed | Refusal> {
    const { id } = story;
    const within = { ...context, organisation: story.organisation };
    switch (right) {
      case 'pause':
        return this.commands.execute(new PauseSharing(within, id));
      case 'resume':
        return this.commands.execute(new ResumeSharing(within, id));
      case 'withdraw':
        return this.commands.execute(new WithdrawStory(within, id));
      case 'erase-story':
        return this.commands.execute(new EraseStory(within, id));
      default:
        return this.#enter(within, story, right, words);
    }
  }

  async #enter(
    context: CommandContext,
    story: StoryDocument,
    right: 'see' | 'object' | 'complain',
    words: string | null,
  ): Promise<Executed | Refusal> {
    const entered = await this.commands.execute(
      new EnterRequest(context, {
        ...{ right, story, words, programme: story.programme, how: 'code' },
        receivedOn: await dayOfProgramme(this.service, story.programme, context.at),
        isDone: right === 'see',
      }),
    );
    if (isRefusal(entered)) return entered;
    // Until somebody has answered an objection, nothing more is done with the story.
    if (right === 'object' && story.state === 'active') {
      const causation = rightsRequestStream(entered.request);
      const commandId = idFrom(context.commandId, 'pause');
      const paused = await this.commands.execute(new PauseSharing({ ...context, commandId, causation }, story.id));
      if (isRefusal(paused)) return paused;
    }
    return entered.done;
  }
}
