import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Principal } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { RefusalError } from '#web/errors/refusal-error.js';

import { importDecider, importStream, startImport } from '../../domain/story-import/story-import.js';
import { uploadFile } from '../../importing/upload-file.js';
import { mayImport, maySayItWasRead } from '../../importing/who-imports.js';

/** Bytes of a file: some 60,000 long stories. */
export const largestImport = 200 * 1024 * 1024;

export class BeginImport extends Command<{ readonly import: string } | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly who: Principal,
    readonly programme: string,
    readonly file: AsyncIterable<Uint8Array>,
    readonly settings: {
      /** Judges every row and writes no story. */
      readonly isDryRun: boolean;
      readonly mapping: Readonly<Record<string, string | null>> | null;
      /** They say that they have read every story of it for the panels. */
      readonly wasRead?: boolean;
    },
  ) {
    super();
  }
}

@CommandHandler(BeginImport)
export class BeginImportHandler implements ICommandHandler<BeginImport> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, who, programme, file, settings }: BeginImport) {
    const { views, files, store } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known === undefined || !mayImport(who, known.organisation, programme)) {
      return refuse('story-programme-unknown', 'programme');
    }
    if (settings.wasRead === true && !maySayItWasRead(who, known.organisation, programme)) return refuse('not-allowed');
    const id = idFrom(context.commandId, 'import');
    const isNew = (await store.read(importStream(id))).length === 0;
    const bytes = isNew ? await files.keep(uploadFile(id), known.organisation, limited(file)) : 0;
    if (isNew && bytes === 0) {
      await files.destroy(uploadFile(id), context.at);
      return refuse('file-missing', 'file');
    }
    // Sent twice it is the first one again; another file under the same key is refused.
    const done = await store.execute(importStream(id), context, importDecider, (state) =>
      startImport(state, { import: id, programme, bytes, ...settings }),
    );
    if (isRefusal(done)) return done;
    await views.reached(done.stream, done.version);
    return { import: id };
  }
}

async function* limited(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > largestImport) throw new RefusalError(refuse('body-too-large'));
    yield chunk;
  }
}
