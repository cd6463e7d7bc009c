import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { usualChannel } from '../../domain/feedback/feedback.js';
import { contactOf } from '../../telling-back/contact-of.js';
import { feedbackFor } from '../../telling-back/feedback-for.js';
import { routeTo } from '../../telling-back/route-to.js';
import { WriteFeedback } from '../write-feedback/write-feedback.command.js';

export interface SentMany {
  readonly sent: readonly string[];
  /** Nobody has kept their words yet, a letter has to be posted, they asked for something, or there is no way yet: with why. */
  readonly left: readonly { readonly feedback: string; readonly because: string }[];
}

export const mostAtOnce = 100;

/** Each by the way its addressee chose, in the words that a person has kept. One that cannot go does not stop the others. */
export class SendMany extends Command<SentMany> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly feedback: readonly string[],
  ) {
    super();
  }
}

@CommandHandler(SendMany)
export class SendManyHandler implements ICommandHandler<SendMany> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  async execute({ context, who, feedback }: SendMany): Promise<SentMany> {
    const sent: string[] = [];
    const left: { readonly feedback: string; readonly because: string }[] = [];
    for (const id of feedback.slice(0, mostAtOnce)) {
      const because = await this.#refusalOf(context, who, id);
      if (because === undefined) sent.push(id);
      else left.push({ feedback: id, because });
    }
    return { sent, left };
  }

  async #refusalOf(context: CommandContext, who: SomeoneAsking, id: string): Promise<string | undefined> {
    const found = await feedbackFor(this.service, who, id);
    if (isRefusal(found)) return found.refusal;
    const channel = usualChannel(await routeTo(this.service, found.item.drafted));
    if (channel === undefined) return 'feedback-no-way-yet';
    if (channel === 'letter') return 'feedback-is-a-letter';
    const contact = channel === 'mail' ? await contactOf(this.service, who, found.story) : undefined;
    // Not at weekends, or after six: somebody has to read it first.
    if ((contact?.safely ?? null) !== null) return 'feedback-asked-for-care';
    const { fingerprint: _, ...within } = context;
    const own = { ...within, commandId: idFrom(context.commandId, id) };
    const done = await this.commands.execute(new WriteFeedback(own, who, id, undefined, channel));
    return isRefusal(done) ? done.refusal : undefined;
  }
}
