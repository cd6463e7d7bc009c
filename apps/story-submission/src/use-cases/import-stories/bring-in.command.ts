import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Principal } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { FileGone } from '#service-kit/files/sealed-files.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { broughtIn, importDecider, importStream, startImport } from '../../domain/story-import/story-import.js';
import { destroyFileOf } from './checked-files.js';
import { readImport } from '../../importing/read-import.js';
import { uploadFile } from '../../importing/upload-file.js';
import { mayImport, maySayItWasRead } from '../../importing/who-imports.js';

/** Brings the stories of a checked file in. However often it is asked, there is one import. */
export class BringIn extends Command<{ readonly import: string } | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly who: Principal,
    readonly check: string,
    /** They say that they have read every story of it for the panels. */
    readonly wasRead = false,
  ) {
    super();
  }
}

@CommandHandler(BringIn)
export class BringInHandler implements ICommandHandler<BringIn> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, who, check, wasRead }: BringIn) {
    const { store, files, views } = this.service;
    const { state, organisation } = await readImport(store, check);
    if (state === undefined || !mayImport(who, organisation, state.started.programme))
      return refuse('import-not-found');
    if (wasRead && !maySayItWasRead(who, organisation, state.started.programme)) return refuse('not-allowed');
    const id = idFrom('brought in', check);
    if ((await store.read(importStream(id))).length > 0) return { import: id };
    const started = broughtIn(state);
    if (isRefusal(started)) return started;
    try {
      await files.keep(uploadFile(id), organisation, files.read(uploadFile(check), organisation));
    } catch (error) {
      if (error instanceof FileGone) return refuse('checked-file-gone');
      throw error;
    }
    const { programme, bytes, mapping } = started;
    const done = await store.execute(importStream(id), context, importDecider, (before) =>
      startImport(before, { import: id, programme, bytes, isDryRun: false, mapping, ...(wasRead ? { wasRead } : {}) }),
    );
    // Somebody else pressed the button at the same moment: theirs is this very import.
    if (isRefusal(done) && done.refusal !== 'import-id-taken') return done;
    await destroyFileOf(this.service, check, organisation, { because: 'brought-in', broughtInBy: id });
    await views.reached(importStream(id), 1);
    return { import: id };
  }
}
