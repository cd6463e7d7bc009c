import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

export interface OrganisationName {
  readonly en: string;
  readonly cy: string;
}

export type OrganisationFounded = DomainEvent<
  'OrganisationFounded',
  { readonly organisation: string; readonly name: OrganisationName }
>;

export const organisationEventTypes = { OrganisationFounded: { version: 1 } } as const;

export const isOrganisationFounded = (event: DomainEvent): event is OrganisationFounded =>
  event.type === 'OrganisationFounded';

export const organisationStream = (organisation: string): string => `organisation/${organisation}`;

export const organisationDecider: Decider<OrganisationFounded['data'] | undefined, OrganisationFounded> = {
  initialState: undefined,
  evolve: (_, event) => event.data,
};

export function foundOrganisation(
  state: OrganisationFounded['data'] | undefined,
  data: OrganisationFounded['data'],
): Decision<OrganisationFounded> {
  if (state !== undefined) return refuse('organisation-id-taken', 'organisation');
  return [{ type: 'OrganisationFounded', schemaVersion: 1, data }];
}
