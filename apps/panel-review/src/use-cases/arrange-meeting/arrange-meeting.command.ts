import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealRemark } from '../../deciding/seal-remark.js';
import { makeArrangements } from '../../domain/sitting/arrangements.js';
import type { Arrangements } from '../../domain/sitting/events.js';
import { sittingOf } from '../../reading-streams/load.js';

export interface ArrangementsGiven extends Omit<Arrangements, 'groundRules'> {
  /** Empty: none. */
  readonly groundRules: string;
}

/** How a meeting is held, before it begins. */
export class ArrangeMeeting extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly given: ArrangementsGiven,
  ) {
    super();
  }
}

@CommandHandler(ArrangeMeeting)
export class ArrangeMeetingHandler implements ICommandHandler<ArrangeMeeting> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, given }: ArrangeMeeting): Promise<SittingChanged> {
    const { actor, organisation, commandId } = context;
    const { groundRules: said, ...arrangements } = given;
    const found = await sittingOf(this.service.store, organisation, sitting);
    if (isRefusal(found)) return found;
    // Decided before anything is sealed: for what is refused there is no key.
    const refused = makeArrangements(found, { actor, organisation }, { ...arrangements, groundRules: null });
    if (isRefusal(refused)) return refused;
    const reason = idFrom(commandId, 'ground rules');
    const text =
      said === ''
        ? null
        : await sealRemark(this.service, reason, { organisation, author: actor, story: null, text: said });
    if (text !== null && isRefusal(text)) return text;
    const groundRules = text === null ? null : { reason, text };
    return changeSitting(this.service, context, sitting, (state, by) =>
      makeArrangements(state, by, { ...arrangements, groundRules }),
    );
  }
}
