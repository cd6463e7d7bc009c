import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealReason } from '../../deciding/seal-reason.js';
import { recordOutcome } from '../../domain/sitting/decide.js';
import type { OutcomeKind } from '../../domain/sitting/events.js';
import type { Reach } from '../../domain/sitting/reach.js';
import { sittingOf } from '../../reading-streams/load.js';

export interface OutcomeGiven {
  readonly kind: OutcomeKind;
  readonly stories: readonly string[];
  readonly reason: string;
  /** Values that came up. */
  readonly values: readonly string[];
  /** Left out: as far as is usual. */
  readonly reach?: Reach;
}

export class RecordOutcome extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly given: OutcomeGiven,
  ) {
    super();
  }
}

@CommandHandler(RecordOutcome)
export class RecordOutcomeHandler implements ICommandHandler<RecordOutcome> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, given }: RecordOutcome): Promise<SittingChanged> {
    const { kind, stories, reason: text, values, reach } = given;
    const found = await sittingOf(this.service.store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const said = { kind: 'group' as const, text, values, stories, author: context.actor, reach };
    const reason = await sealReason(this.service, context, found.opened, said);
    if (isRefusal(reason)) return reason;
    return changeSitting(this.service, context, sitting, (state, by) =>
      recordOutcome(state, by, { kind, stories, reason }),
    );
  }
}
