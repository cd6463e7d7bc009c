import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { Reader } from '#key-vault/key-vault.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { readActions, type ActionRead } from '../../reading-actions.js';
import { actions, type ActionDocument } from '../../read-models/actions/actions.js';

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
    for await (const action of views.stream(actions, {
      ...{ index: 'byOrganisation', equals: { organisation } },
      order: 'descending',
    })) {
      if (action.isShared) shared.push(action);
    }
    const read = await readActions(unlocking, shared, reader, 'organisation');
    return read.filter(({ texts }) => texts.kind === 'shown');
  }
}
