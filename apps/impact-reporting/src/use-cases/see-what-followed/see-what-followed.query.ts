import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { Reader } from '#key-vault/key-vault.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { readActions, type ActionRead } from '../../reading-actions.js';
import { actions, type ActionDocument } from '../../read-models/actions/actions.js';
import { readerOfReport } from '../../read-models/seats/seats.js';

export class SeeWhatFollowed extends Query<readonly ActionRead[]> {
  constructor(readonly reader: Reader) {
    super();
  }
}

/** What was shared with the organisation's people, newest first; what a teller keeps from them is not there at all. */
@QueryHandler(SeeWhatFollowed)
export class SeeWhatFollowedHandler implements IQueryHandler<SeeWhatFollowed> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ reader }: SeeWhatFollowed): Promise<readonly ActionRead[]> {
    const { views, unlocking } = this.service;
    const { organisation } = reader;
    const shared: ActionDocument[] = [];
    // In each programme with the panels they sat on there: a teller may keep a story from one of those.
    const readers = new Map<string, Reader>();
    for await (const action of views.stream(actions, {
      ...{ index: 'byOrganisation', equals: { organisation } },
      order: 'descending',
    })) {
      if (!action.isShared) continue;
      shared.push(action);
      const { programme } = action;
      if (!readers.has(programme)) readers.set(programme, await readerOfReport(views, reader, programme));
    }
    const read = await readActions(
      unlocking,
      shared,
      ({ programme }) => readers.get(programme) ?? reader,
      'organisation',
    );
    return read.filter(({ texts }) => texts.kind === 'shown');
  }
}
