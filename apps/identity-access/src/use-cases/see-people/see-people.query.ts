import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { HeldRole } from '#contracts/shared/shapes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { personStream, type PersonName } from '../../domain/person/person.js';
import { people } from '../../read-models/people/people.js';

export interface PersonSeen {
  readonly person: string;
  readonly roles: readonly HeldRole[];
  /** Null when it can no longer be read. */
  readonly name: string | null;
}

export class SeePeople extends Query<{ readonly items: readonly PersonSeen[]; readonly next?: string }> {
  constructor(
    readonly reader: { readonly person: string; readonly organisation: string },
    readonly after?: string,
  ) {
    super();
  }
}

@QueryHandler(SeePeople)
export class SeePeopleHandler implements IQueryHandler<SeePeople> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({
    reader,
    after,
  }: SeePeople): Promise<{ readonly items: readonly PersonSeen[]; readonly next?: string }> {
    const { documents, ...rest } = await this.service.views.find(people, {
      index: 'byOrganisation',
      equals: { organisation: reader.organisation },
      ...(after === undefined ? {} : { after }),
    });
    const unlocked = await this.service.unlocking.unlock(
      documents.map(({ id }) => ({
        owner: personStream(id),
        reader,
        purpose: 'audience',
        audience: 'organisation',
        use: 'read',
      })),
    );
    const items = documents.map(({ id, roles, name }, at) => {
      const answer = unlocked[at];
      return { person: id, roles, name: answer?.kind === 'granted' ? answer.open<PersonName>(name).name : null };
    });
    return { items, ...rest };
  }
}
