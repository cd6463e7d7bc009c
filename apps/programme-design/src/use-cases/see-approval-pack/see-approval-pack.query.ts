import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';

import { changesSettings } from '../../domain/programme/changes-settings.js';
import type { PackApproved } from '../../domain/programme/events.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { SeeChanges, SeeChangesHandler, type ProgrammeChange } from '../see-changes/see-changes.query.js';

export type Approval = PackApproved['data'];

export interface PackSeen {
  readonly programme: ProgrammeDocument;
  /** The newest first. The first holds where the programme still has an approval. */
  readonly approvals: readonly Approval[];
  /** Settings changed since the last approval, the newest first; nothing where there was none. */
  readonly since: readonly ProgrammeChange[];
}

export class SeeApprovalPack extends Query<PackSeen | Refusal> {
  constructor(
    readonly organisation: string,
    readonly programme: string,
  ) {
    super();
  }
}

@QueryHandler(SeeApprovalPack)
export class SeeApprovalPackHandler implements IQueryHandler<SeeApprovalPack> {
  constructor(private readonly changes: SeeChangesHandler) {}

  async execute({ organisation, programme }: SeeApprovalPack): Promise<PackSeen | Refusal> {
    const seen = await this.changes.execute(new SeeChanges(organisation, programme));
    if (isRefusal(seen)) return seen;
    const approvals = seen.changes.flatMap(({ event }) => (event.type === 'PackApproved' ? [event.data] : []));
    const last = seen.changes.findIndex(({ event }) => event.type === 'PackApproved');
    const since = seen.changes.slice(0, Math.max(0, last)).filter(({ event }) => changesSettings(event));
    return { programme: seen.programme, approvals, since };
  }
}
