import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { isProgrammeEvent, type ProgrammeEvent } from '../../domain/programme/events.js';
import { holdsFrom } from '../../domain/programme/holds-from.js';
import { programmeStream } from '../../domain/programme/stream.js';
import { programmes, type ProgrammeDocument } from '../../read-models/programmes/programmes.js';

/** One change of a programme's design. */
export interface ProgrammeChange {
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Person id, or `operator`. */
  readonly by: string;
  readonly event: ProgrammeEvent;
  /** Periods, where it is a change that they go by; none: it waits for the next one to open. */
  readonly holdsFrom: readonly string[] | undefined;
}

export interface ProgrammeChanges {
  readonly programme: ProgrammeDocument;
  /** The newest first. */
  readonly changes: readonly ProgrammeChange[];
}

export class SeeChanges extends Query<ProgrammeChanges | Refusal> {
  constructor(
    readonly organisation: string,
    readonly programme: string,
  ) {
    super();
  }
}

@QueryHandler(SeeChanges)
export class SeeChangesHandler implements IQueryHandler<SeeChanges> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, programme }: SeeChanges): Promise<ProgrammeChanges | Refusal> {
    const { store, views } = this.service;
    const found = await views.get(programmes, programme);
    if (found?.organisation !== organisation) return refuse('programme-not-found', 'programme');
    const recorded = await store.read(programmeStream(programme));
    const made = recorded.flatMap(({ event, streamVersion, metadata: { at, actor } }) =>
      isProgrammeEvent(event) ? [{ revision: streamVersion, at, by: actor, event }] : [],
    );
    const from = holdsFrom(made.map(({ event }) => event));
    const changes = made.map((change, at) => ({ ...change, holdsFrom: from[at] })).reverse();
    return { programme: found, changes };
  }
}
