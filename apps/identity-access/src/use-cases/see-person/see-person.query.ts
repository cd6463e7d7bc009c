import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { HeldRole } from '#contracts/shared/shapes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { standingOfInvitation, type InvitationStanding } from '../../domain/invitation/invitation.js';
import { personStream, type PersonName } from '../../domain/person/person.js';
import { invitationAsItStands } from '../../invitation-as-it-stands.js';
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
  /** The last one by mail; null where there was none. */
  readonly invitation: { readonly state: InvitationStanding; readonly expiresAt: string | null } | null;
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
    const invitation = await invitationAsItStands(this.service, person);
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
      invitation:
        invitation === undefined
          ? null
          : {
              state: standingOfInvitation(invitation, contact !== null, this.service.clock.now()),
              expiresAt: invitation.written?.expiresAt ?? null,
            },
      name: answer.kind === 'granted' ? answer.open<PersonName>(added.name).name : null,
    };
  }
}
