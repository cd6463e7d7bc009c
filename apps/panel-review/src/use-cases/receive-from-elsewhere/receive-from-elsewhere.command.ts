import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealReason } from '../../deciding/seal-reason.js';
import { receiveStories } from '../../domain/sitting/decide.js';
import { stories } from '../../read-models/stories/stories.js';
import { sittingOf } from '../../reading-streams/load.js';
import { factsOf, isKeptFrom, readableNow } from '../../reading-meetings/receivable.js';

/** A story of this programme and period from a meeting that is not in here, with the reason it came with. */
export class ReceiveFromElsewhere extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly story: string,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(ReceiveFromElsewhere)
export class ReceiveFromElsewhereHandler implements ICommandHandler<ReceiveFromElsewhere> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, story, reason: text }: ReceiveFromElsewhere): Promise<SittingChanged> {
    const { store, views } = this.service;
    const found = await sittingOf(store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const { programme, period, domain } = found.opened;
    const known = await views.get(stories, story);
    const isOfThis =
      known?.programme === programme &&
      known.period === period &&
      !known.isWithdrawn &&
      !isKeptFrom(found.opened, known);
    if (known?.isCleared === false) return refuse('story-not-read-first', 'story');
    if (!isOfThis || (domain !== null && known.domain !== domain)) return refuse('story-not-receivable', 'story');
    if (!(await readableNow(this.service, found.opened, [story])).has(story)) {
      return refuse('story-kept-from-panel', 'story');
    }
    const said = { kind: 'from-below' as const, text, stories: [story], author: context.actor };
    const reason = await sealReason(this.service, context, found.opened, said);
    if (isRefusal(reason)) return reason;
    const received = { ...factsOf(known), from: { kind: 'elsewhere' as const }, reasons: [reason] };
    return changeSitting(this.service, context, sitting, (state, by) => receiveStories(state, by, [received]));
  }
}
