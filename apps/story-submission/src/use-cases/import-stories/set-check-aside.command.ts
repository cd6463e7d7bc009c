import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Principal } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { destroyFileOf } from './checked-files.js';
import { readImport } from '../../importing/read-import.js';
import { mayImport } from '../../importing/who-imports.js';

/** Destroys the file of a check: its stories are not to be brought in. */
export class SetCheckAside extends Command<Refusal | undefined> {
  constructor(
    readonly who: Principal,
    readonly check: string,
  ) {
    super();
  }
}

@CommandHandler(SetCheckAside)
export class SetCheckAsideHandler implements ICommandHandler<SetCheckAside> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, check }: SetCheckAside) {
    const { state, organisation } = await readImport(this.service.store, check);
    if (state === undefined || !mayImport(who, organisation, state.started.programme))
      return refuse('import-not-found');
    if (state.end === undefined) return refuse('import-still-running');
    const done = await destroyFileOf(this.service, check, organisation, { because: 'set-aside', broughtInBy: null });
    if (isRefusal(done)) return done;
    await this.service.views.reached(done.stream, done.version);
    return undefined;
  }
}
