import { consentAudiences, type Consent, type ConsentAudience } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { ServicePurpose } from '#key-vault/key-vault.js';
import { isHeldFor } from '#access/principal.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../domain/story/events.js';
import { knownPanels } from '../read-models/panels/panels.js';
import type { StoryDocument } from '../read-models/stories/stories.js';
import { storyLooks, type StoryLook } from '../read-models/story-looks/story-looks.js';
import { storyReadings, type StoryReading } from '../read-models/story-readings/story-readings.js';

/** An audience the teller said yes to, and who belongs to it as far as people with an account go. */
export interface CouldRead {
  readonly audience: ConsentAudience;
  readonly isNamed: boolean;
  readonly panel: string | null;
  /** Whoever was left out is not among them. */
  readonly people: readonly string[];
}

export type PurposeThatReads = Exclude<ServicePurpose, 'teller'>;

export interface WhoReads {
  readonly state: 'active' | 'frozen' | 'withdrawn' | 'erased';
  readonly design: ProgrammeDesign | undefined;
  readonly consent: Consent | undefined;
  readonly could: readonly CouldRead[];
  /** What people here may read it for, each by their role alone. */
  readonly purposes: readonly PurposeThatReads[];
  readonly did: readonly StoryReading[];
  /** Days on which people who work with stories looked at it, but for whoever looked into a concern. */
  readonly looked: readonly StoryLook[];
}

/** From the consent as the vault holds it now, the members of panels, and what was recorded of readings. */
export async function whoReads(service: ServiceRuntime, document: StoryDocument): Promise<WhoReads> {
  const { views, vault } = service;
  const design = (await views.get(knownProgrammes, document.programme))?.design;
  const standing = await vault.consentOf(storyStream(document.id));
  const state = standing?.state ?? 'erased';
  const consent = standing?.consent;
  const did: StoryReading[] = [];
  for await (const reading of views.stream(storyReadings, { index: 'byStory', equals: { story: document.id } })) {
    did.push(reading);
  }
  const looked: StoryLook[] = [];
  for await (const look of views.stream(storyLooks, { index: 'byStory', equals: { story: document.id } })) {
    looked.push(look);
  }
  const could = consent === undefined || state !== 'active' ? [] : await couldRead(service, document, consent, design);
  return { state, design, consent, could, purposes: purposesOf(state, consent), did, looked };
}

function purposesOf(state: WhoReads['state'], consent: Consent | undefined): readonly PurposeThatReads[] {
  if (state === 'erased') return [];
  if (state !== 'active') return ['safeguard', 'rights'];
  const translate = consent?.uses.includes('translate') === true ? (['translate'] as const) : [];
  return ['moderate', ...translate, 'code', 'verify', 'safeguard', 'rights'];
}

async function couldRead(
  { views }: ServiceRuntime,
  { organisation, programme }: StoryDocument,
  consent: Consent,
  design: ProgrammeDesign | undefined,
): Promise<readonly CouldRead[]> {
  const out = (kind: Consent['exclusions'][number]['kind'], id: string): boolean =>
    consent.exclusions.some((each) => each.kind === kind && each.id === id);
  const staff: string[] = [];
  const organisationOf = new Map<string, string>();
  for await (const person of views.stream(knownPeople, { index: 'byOrganisation', equals: { organisation } })) {
    organisationOf.set(person.id, person.organisation);
    const prepares = person.roles.some(
      (held) => (held.role === 'evaluator' || held.role === 'administrator') && isHeldFor(held, { programme }),
    );
    if (prepares) staff.push(person.id);
  }
  const mayRead = (person: string): boolean =>
    !out('person', person) && !out('organisation', organisationOf.get(person) ?? organisation);
  const convened = (await views.find(knownPanels, { index: 'byProgramme', equals: { programme }, limit: 1000 }))
    .documents;
  return consentAudiences.flatMap((audience): readonly CouldRead[] => {
    const answer = consent.audiences[audience];
    if (answer === undefined) return [];
    const isNamed = answer.named;
    if (audience !== 'panel') {
      return [{ audience, isNamed, panel: null, people: audience === 'organisation' ? staff.filter(mayRead) : [] }];
    }
    return (design?.panels ?? [])
      .filter(({ id }) => !out('team', id))
      .map(({ id }) => {
        const on = convened.find(({ panel }) => panel === id);
        const people = on === undefined ? [] : [...new Set([...on.members, on.facilitator])];
        return { audience, isNamed, panel: id, people: people.filter(mayRead) };
      });
  });
}
