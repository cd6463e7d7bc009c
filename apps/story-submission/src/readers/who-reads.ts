import { consentAudiences, type Consent, type ConsentAudience } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { ServicePurpose } from '#key-vault/key-vault.js';
import { calendarDay, isCalendarDay, timeZoneOfWales, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { refuse } from '#contracts/shared/refusal.js';
import { isHeldFor } from '#access/principal.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { todayOf } from '#service-kit/known/programme-day.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { isStoryEvent, storyStream } from '../domain/story/events.js';
import { sharedConsent } from '../domain/story/shared-consent.js';
import { storyDecider } from '../domain/story/story.js';
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
  /** The day that it is about, as it ended; null: now. */
  readonly on: CalendarDay | null;
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

/**
 * Now: from the consent as the vault holds it, the members of panels, and what was recorded of readings. On a day: from the
 * story's own log; who was on its panels then stands in their meetings.
 */
export async function whoReads(service: ServiceRuntime, document: StoryDocument, day?: CalendarDay): Promise<WhoReads> {
  const { views } = service;
  const design = (await views.get(knownProgrammes, document.programme))?.design;
  const timeZone = design?.timezone ?? timeZoneOfWales;
  const { state, consent } =
    day === undefined ? await standingNow(service, document) : await standingOn(service, document, day, timeZone);
  const isUntilThen = ({ at }: { readonly at: string }): boolean =>
    day === undefined || calendarDay(at, timeZone) <= day;
  const did: StoryReading[] = [];
  for await (const reading of views.stream(storyReadings, { index: 'byStory', equals: { story: document.id } })) {
    did.push(reading);
  }
  const looked: StoryLook[] = [];
  for await (const look of views.stream(storyLooks, { index: 'byStory', equals: { story: document.id } })) {
    looked.push(look);
  }
  const could = consent === undefined || state !== 'active' ? [] : await couldRead(service, document, consent, design);
  return {
    ...{ on: day ?? null, state, design, consent, purposes: purposesOf(state, consent) },
    could: day === undefined ? could : could.map((one) => ({ ...one, people: [] })),
    did: did.filter(isUntilThen),
    looked: looked.filter(isUntilThen),
  };
}

type Standing = Pick<WhoReads, 'state' | 'consent'>;

async function standingNow({ vault }: ServiceRuntime, { id }: StoryDocument): Promise<Standing> {
  const standing = await vault.consentOf(storyStream(id));
  return { state: standing?.state ?? 'erased', consent: standing?.consent };
}

async function standingOn(
  { store }: ServiceRuntime,
  { id }: StoryDocument,
  day: CalendarDay,
  timeZone: string,
): Promise<Standing> {
  const until = (await store.read(storyStream(id))).filter(({ metadata }) => calendarDay(metadata.at, timeZone) <= day);
  const state = until
    .map(({ event }) => event)
    .filter(isStoryEvent)
    .reduce(storyDecider.evolve, storyDecider.initialState);
  if (state === undefined) return throwRefusal(refuse('readers-day-unknown', 'on'));
  const { isErased, isWithdrawn, isPaused } = state;
  return {
    state: isErased ? 'erased' : isWithdrawn ? 'withdrawn' : isPaused ? 'frozen' : 'active',
    consent: sharedConsent(state),
  };
}

/** A day of before, as somebody asks for it; undefined: none, or today, and so now. */
export async function dayAsked(
  service: ServiceRuntime,
  { programme }: StoryDocument,
  on: string | undefined,
): Promise<CalendarDay | undefined> {
  if (on === undefined || on === '') return undefined;
  const today = await todayOf(service, programme);
  if (!isCalendarDay(on) || on > today) return throwRefusal(refuse('readers-day-unknown', 'on'));
  return on === today ? undefined : on;
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
