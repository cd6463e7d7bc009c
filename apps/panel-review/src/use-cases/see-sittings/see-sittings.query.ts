import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { sittings, type SittingDocument } from '../../read-models/sittings/sittings.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { maySee } from '../../reading-meetings/sitting-for.js';

/** Those somebody may see, the newest first; without those of rehearsals that are over. */
export class SeeSittings extends Query<readonly SittingDocument[]> {
  constructor(readonly who: SomeoneAsking) {
    super();
  }
}

@QueryHandler(SeeSittings)
export class SeeSittingsHandler implements IQueryHandler<SeeSittings> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who }: SeeSittings): Promise<readonly SittingDocument[]> {
    const { organisation } = who;
    const seen: SittingDocument[] = [];
    const all = this.service.views.stream(sittings, {
      index: 'byOrganisation',
      equals: { organisation },
      order: 'descending',
    });
    for await (const each of all) if (maySee(who, each)) seen.push(each);
    const isKnown = new Map<string, boolean>();
    for (const programme of new Set(seen.map((each) => each.programme))) {
      isKnown.set(programme, (await designOf(this.service, programme)) !== undefined);
    }
    return seen.filter(({ programme }) => isKnown.get(programme));
  }
}
