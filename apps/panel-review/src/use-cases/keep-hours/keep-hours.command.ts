import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { hoursDecider, hoursStream, keepHours, makePayment } from '../../domain/hours/hours.js';
import { sittingOf } from '../../reading-streams/load.js';

export interface HoursGiven {
  readonly member: string;
  readonly minutes: number;
  /** In pence. */
  readonly expenses: number;
}

/** What members gave to a meeting, while it is open and ever after. */
export class KeepHours extends Command<{ readonly kept: number } | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly given: readonly HoursGiven[],
  ) {
    super();
  }
}

@CommandHandler(KeepHours)
export class KeepHoursHandler implements ICommandHandler<KeepHours> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, given }: KeepHours): Promise<{ readonly kept: number } | Refusal> {
    const { store, views } = this.service;
    const { organisation, actor, commandId } = context;
    const found = await sittingOf(store, organisation, sitting);
    if (isRefusal(found)) return found;
    const { programme, panel, period, facilitator, members } = found.opened;
    if (facilitator !== actor && found.arrangements?.coFacilitator !== actor) return refuse('not-the-facilitator');
    const other = given.find(({ member }) => !members.includes(member) && member !== facilitator);
    if (other !== undefined) return refuse('not-a-member', 'member');
    const payAnHour = found.arrangements?.payAnHour ?? 0;
    for (const { member, minutes, expenses } of given) {
      const data = { sitting, organisation, programme, panel, period, member, minutes, expenses, payAnHour };
      const each = { ...context, commandId: idFrom(commandId, member) };
      const done = await store.execute(hoursStream(sitting, member), each, hoursDecider, (state) =>
        keepHours(state, data),
      );
      if (isRefusal(done)) return done;
      await views.reached(done.stream, done.version);
    }
    return { kept: given.length };
  }
}

/** By whoever runs the organisation or the programme: the routes find that out. */
export class Pay extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly of: { readonly sitting: string; readonly member: string; readonly programme: string },
    readonly pence: number,
  ) {
    super();
  }
}

@CommandHandler(Pay)
export class PayHandler implements ICommandHandler<Pay> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, of, pence }: Pay): Promise<Executed | Refusal> {
    const { store, views } = this.service;
    const paidOn = await dayOfProgramme(this.service, of.programme, context.at);
    const done = await store.execute(hoursStream(of.sitting, of.member), context, hoursDecider, (state) =>
      makePayment(state, context.organisation, { pence, paidOn }),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
