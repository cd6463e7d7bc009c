import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { askForDebrief, debriefDecider, debriefStream } from '../../domain/debrief/debrief.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { sittingOf } from '../../reading-streams/load.js';

/** One for each person and meeting. */
export const debriefOf = (sitting: string, person: string): string => idFrom(sitting, 'debrief', person);

/** By whoever sits in a meeting or leads it, and by who has left it: those may need it most. */
export class AskForDebrief extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
  ) {
    super();
  }
}

@CommandHandler(AskForDebrief)
export class AskForDebriefHandler implements ICommandHandler<AskForDebrief> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting }: AskForDebrief): Promise<Executed | Refusal> {
    const { store, views } = this.service;
    const { actor: person, organisation } = context;
    const found = await sittingOf(store, organisation, sitting);
    if (isRefusal(found)) return found;
    const { programme, facilitator, members } = found.opened;
    if (facilitator !== person && !members.includes(person)) return refuse('sitting-not-found');
    const safeguarding = (await designOf(this.service, programme))?.safeguarding;
    const debrief = debriefOf(sitting, person);
    const data = { debrief, organisation, programme, sitting, person, facilitator };
    const done = await store.execute(debriefStream(debrief), context, debriefDecider, (state) =>
      askForDebrief(state, data, safeguarding),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
