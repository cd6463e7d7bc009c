import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { rightsRequestStream } from '../../domain/rights-request/events.js';
import type { Contributor } from '../../domain/story/together.js';
import {
  EraseAsContributor,
  PauseAsContributor,
  TakeBackAsContributor,
} from '../answer-as-contributor/answer-as-contributor.command.js';
import { EraseStory } from '../erase-story/erase-story.command.js';
import { EnterRequest } from '../keep-register/enter-request.command.js';
import { PauseSharing, ResumeSharing } from '../pause-sharing/pause-sharing.command.js';
import { WithdrawStory } from '../withdraw-story/withdraw-story.command.js';
import type { WhoAsks } from '../../rights/who-asks.js';

/** What a teller does with one press, or asks in a few words; `erase-person`: one of several has what names them erased. */
export const rightsByCode = [
  'see',
  'pause',
  'resume',
  'withdraw',
  'erase-story',
  'erase-person',
  'object',
  'complain',
] as const;
export type RightByCode = (typeof rightsByCode)[number];

export const isAskedInWords = (right: RightByCode): boolean => right === 'object' || right === 'complain';

type Asking = Pick<WhoAsks, 'document' | 'you'>;

/** For the teller of this story, or one of those in it: the routes find out who they are. */
export class UseRight extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly who: Asking,
    readonly right: RightByCode,
    readonly words: string | null,
  ) {
    super();
  }
}

type Done = Promise<Executed | Refusal>;

@CommandHandler(UseRight)
export class UseRightHandler implements ICommandHandler<UseRight> {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  execute({ context, who, right, words }: UseRight): Done {
    const within = { ...context, organisation: who.document.organisation };
    if (right === 'see' || right === 'object' || right === 'complain') return this.#enter(within, who, right, words);
    const { you } = who;
    return you === undefined ? this.#asTeller(within, who, right) : this.#asContributor(within, who, you, right);
  }

  async #asTeller(context: CommandContext, { document: { id } }: Asking, right: RightByCode): Done {
    switch (right) {
      case 'pause':
        return this.commands.execute(new PauseSharing(context, id));
      case 'resume':
        return this.commands.execute(new ResumeSharing(context, id));
      case 'withdraw':
        return this.commands.execute(new WithdrawStory(context, id));
      case 'erase-story':
        return this.commands.execute(new EraseStory(context, id));
      default:
        return refuse('right-not-by-this-code', 'right');
    }
  }

  /** What is everybody’s is not ended by one of them; going on is an answer of theirs. */
  async #asContributor(context: CommandContext, { document }: Asking, { id }: Contributor, right: RightByCode): Done {
    switch (right) {
      case 'pause':
        return this.commands.execute(new PauseAsContributor(context, document.id, id));
      case 'withdraw':
        return this.commands.execute(new TakeBackAsContributor(context, document.id, id));
      case 'erase-person':
        return this.commands.execute(new EraseAsContributor(context, document.id, id));
      default:
        return refuse('right-not-by-this-code', 'right');
    }
  }

  async #enter(context: CommandContext, who: Asking, right: 'see' | 'object' | 'complain', words: string | null): Done {
    const { document: story, you } = who;
    const entered = await this.commands.execute(
      new EnterRequest(context, {
        ...{ right, story, words, programme: story.programme, how: 'code' },
        contributor: you?.id ?? null,
        receivedOn: await dayOfProgramme(this.service, story.programme, context.at),
        isDone: right === 'see',
      }),
    );
    if (isRefusal(entered) || right !== 'object') return isRefusal(entered) ? entered : entered.done;
    const causation = rightsRequestStream(entered.request);
    const paused = await this.#pause({ ...context, commandId: idFrom(context.commandId, 'pause'), causation }, who);
    return isRefusal(paused) ? paused : entered.done;
  }

  /** Until somebody has answered an objection, nothing more is done with the story. */
  async #pause(context: CommandContext, { document, you }: Asking): Promise<Executed | Refusal | undefined> {
    if (document.isWithdrawn) return undefined;
    if (you === undefined) {
      return document.state === 'active' ? this.commands.execute(new PauseSharing(context, document.id)) : undefined;
    }
    return you.tookBackAt === null
      ? this.commands.execute(new PauseAsContributor(context, document.id, you.id))
      : undefined;
  }
}
