import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { calendarDay, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { sealWords } from '#service-kit/unlocking/sealed-words.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { removeRehearsal } from '../../domain/programme/remove-rehearsal.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';
import {
  endRehearsal,
  finishStep,
  rehearsalDecider,
  rehearsalStream,
  startRehearsal,
  type RehearsalEvent,
  type RehearsalKind,
} from '../../domain/rehearsal/rehearsal.js';
import { rehearsals, type RehearsalDocument } from '../../read-models/rehearsals/rehearsals.js';
import { CreateProgramme } from '../create-programme/create-programme.command.js';
import { rehearsalProgramme } from './rehearsal-programme.js';

export type Rehearsing =
  | { readonly what: 'start'; readonly kind: RehearsalKind; readonly second: string }
  | { readonly what: 'step'; readonly rehearsal: string; readonly step: string; readonly wrong: string }
  | { readonly what: 'end'; readonly rehearsal: string; readonly lessons: string };

export interface RehearsalMoved {
  readonly rehearsal: string;
  readonly done: Executed<RehearsalEvent>;
}

/** What an organisation practises, with the clock running. */
export class Rehearse extends Command<RehearsalMoved | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly rehearsing: Rehearsing,
  ) {
    super();
  }
}

@CommandHandler(Rehearse)
export class RehearseHandler implements ICommandHandler<Rehearse> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  execute({ context, rehearsing }: Rehearse): Promise<RehearsalMoved | Refusal> {
    switch (rehearsing.what) {
      case 'start':
        return this.#start(context, rehearsing.kind, rehearsing.second);
      case 'step':
        return this.#step(context, rehearsing);
      case 'end':
        return this.#end(context, rehearsing);
    }
  }

  /** The programme first, by the command that makes every other: a stop in between leaves one that the same command finds. */
  async #start(context: CommandContext, kind: RehearsalKind, second: string): Promise<RehearsalMoved | Refusal> {
    const { organisation, actor: by, at } = context;
    if (second === by) return refuse('rehearsal-needs-two-people', 'second');
    const rehearsal = idFrom(context.commandId, 'rehearsal');
    const design = rehearsalProgramme({
      rehearsal,
      organisation,
      kind,
      lead: by,
      deputy: second,
      today: calendarDay(at, timeZoneOfWales),
    });
    const within = { ...context, commandId: idFrom(context.commandId, 'programme') };
    const created = await this.commands.execute(new CreateProgramme(within, design));
    if (isRefusal(created)) return created;
    await this.service.views.reached(created.stream, created.version);
    return this.#moved(context, rehearsal, (state) =>
      startRehearsal(state, { rehearsal, kind, programme: design.id, by, second, at }),
    );
  }

  async #step(
    context: CommandContext,
    { rehearsal, step, wrong }: Extract<Rehearsing, { what: 'step' }>,
  ): Promise<RehearsalMoved | Refusal> {
    const found = await this.#found(context, rehearsal);
    if (isRefusal(found)) return found;
    const { actor: by, at } = context;
    const sealed = await this.#seal(context, `${rehearsalStream(rehearsal)}/${step}`, wrong);
    return this.#moved(context, rehearsal, (state) => finishStep(state, { step, by, at, wrong: sealed }));
  }

  /** What was invented is out of every list before the record is closed. */
  async #end(
    context: CommandContext,
    { rehearsal, lessons }: Extract<Rehearsing, { what: 'end' }>,
  ): Promise<RehearsalMoved | Refusal> {
    const found = await this.#found(context, rehearsal);
    if (isRefusal(found)) return found;
    const { organisation, actor: by, at } = context;
    const mayEnd = endRehearsal(found.rehearsed, { by, at, lessons: null });
    if (isRefusal(mayEnd)) return mayEnd;
    const within = { ...context, commandId: idFrom(context.commandId, 'remove') };
    const stream = programmeStream(found.rehearsed.started.programme);
    const removed = await this.service.store.execute(stream, within, programmeDecider, (state) =>
      removeRehearsal(state, organisation),
    );
    if (isRefusal(removed)) return removed;
    const sealed = await this.#seal(context, `${rehearsalStream(rehearsal)}/lessons`, lessons);
    return this.#moved(context, rehearsal, (state) => endRehearsal(state, { by, at, lessons: sealed }));
  }

  async #found({ organisation }: CommandContext, rehearsal: string): Promise<RehearsalDocument | Refusal> {
    const found = await this.service.views.get(rehearsals, rehearsal);
    return found?.organisation === organisation ? found : refuse('rehearsal-not-found');
  }

  async #seal({ organisation }: CommandContext, owner: string, said: string): Promise<Sealed | null> {
    return said.trim() === '' ? null : sealWords(this.service, owner, organisation, { said: said.trim() });
  }

  async #moved(
    context: CommandContext,
    rehearsal: string,
    decide: Parameters<typeof this.service.store.execute<Parameters<typeof endRehearsal>[0], RehearsalEvent>>[3],
  ): Promise<RehearsalMoved | Refusal> {
    const done = await this.service.store.execute(rehearsalStream(rehearsal), context, rehearsalDecider, decide);
    return isRefusal(done) ? done : { rehearsal, done };
  }
}
