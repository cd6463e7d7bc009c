import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Principal } from '#access/principal.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { FileGone } from '#service-kit/files/sealed-files.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { Mapping } from '../../domain/import/mapping.js';
import { BeginImport } from '../import-stories/begin-import.command.js';
import { uploadFile } from '../../importing/upload-file.js';
import type { ColumnsOfCheck } from './columns-of-check.js';

/** Checks a file that was sent once more, with other columns. The earlier check stays, and can be gone back to. */
export class MatchColumns extends Command<{ readonly import: string } | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly who: Principal,
    readonly check: string,
    readonly of: Pick<ColumnsOfCheck, 'programme' | 'organisation'>,
    readonly mapping: Mapping,
  ) {
    super();
  }
}

@CommandHandler(MatchColumns)
export class MatchColumnsHandler implements ICommandHandler<MatchColumns> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  async execute({ context, who, check, of: { programme, organisation }, mapping }: MatchColumns) {
    const file = this.service.files.read(uploadFile(check), organisation);
    try {
      return await this.commands.execute(new BeginImport(context, who, programme, file, { isDryRun: true, mapping }));
    } catch (error) {
      if (error instanceof FileGone) return refuse('checked-file-gone');
      throw error;
    }
  }
}
