import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { HeldRole } from '#contracts/shared/shapes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { personStream, type PersonName } from '../../domain/person/person.js';
import { personAsItStands } from '../../person-as-it-stands.js';

export interface PersonInFull {
  readonly person: string;
  /** Of what was seen: for If-Match. */
  readonly version: number;
  readonly roles: readonly HeldRole[];
  readonly language: 'en' | 'cy';
  readonly isActive: boolean;
  /** Has used an invitation. */
  readonly hasSignInName: boolean;
  /** Null when it can no longer be read. */
  readonly name: string | null;
}

export class SeePerson extends Query<PersonInFull | Refusal> {
  constructor(
    readonly reader: { readonly person: string; readonly organisation: string },
    readonly person: string,
  ) {
    super();
  }
}

@QueryHandler(SeePerson)
export class SeePersonHandler implements IQueryHandler<SeePerson> {
  constructor(private readonly service: ServiceRuntime) {}

  /** From the stream itself: roles decide what somebody may do, and the list may be a moment behind. */
  async execute({ reader, person }: SeePerson): Promise<PersonInFull | Refusal> {
    const standing = await personAsItStands(this.service, person);
    if (standing?.organisation !== reader.organisation) return refuse('person-not-found');
    const { added, roles, contact, isActive } = standing.state;
    const answer = await this.service.unlocking.unlockOne({
      owner: personStream(person),
      reader,
      purpose: 'audience',
      audience: 'organisation',
      use: 'read',
    });
    return {
      person,
      version: standing.version,
      roles,
      language: added.language,
      isActive,
      hasSignInName: contact !== null,
      name: answer.kind === 'granted' ? answer.open<PersonName>(added.name).name : null,
    };
  }
}
