import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { mayReadConcern, type RaisedBy } from '../domain/concern/concern.js';
import { concerns, type ConcernDocument } from '../read-models/concerns/concerns.js';
import { storyReadings } from '../read-models/story-readings/story-readings.js';
import type { StoryDocument } from '../read-models/stories/stories.js';
import { importsThatEnded } from './import-has-ended.js';
import { findStory } from './find-story.js';

/** Those who may have read the story, or heard it told. */
export const mayRaise = ['administrator', 'evaluator', 'facilitator', 'collector'] as const;

/** Which of the two they are, in this programme. */
const partOf = ({ safeguarding }: ProgrammeDesign, { person }: SomeoneAsking): 'lead' | 'deputy' =>
  safeguarding?.lead === person ? 'lead' : 'deputy';

/** Of what they keep, all but what is about themselves. */
export const readableTo =
  (design: ProgrammeDesign, who: SomeoneAsking) =>
  ({ about }: Pick<ConcernDocument, 'about'>): boolean =>
    mayReadConcern(about, partOf(design, who));

export const keepsConcerns = (
  { safeguarding }: ProgrammeDesign,
  { person, organisation }: SomeoneAsking,
  of: string,
): boolean => organisation === of && (safeguarding?.lead === person || safeguarding?.deputy === person);

/** The lead and the deputy, and nobody else, whatever their role: to others it is not there. */
export async function programmeKept(
  { views }: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<ProgrammeDesign> {
  const known = await views.get(knownProgrammes, programme);
  return known !== undefined && keepsConcerns(known.design, who, known.organisation)
    ? known.design
    : throwRefusal(refuse('concern-not-found'));
}

export async function concernKept(
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
  concern: string,
): Promise<ConcernDocument> {
  const design = await programmeKept(service, who, programme);
  const found = await service.views.get(concerns, concern);
  return found?.programme === programme && readableTo(design, who)(found)
    ? found
    : throwRefusal(refuse('concern-not-found'));
}

export interface StoryOfConcern {
  readonly document: StoryDocument;
  readonly design: ProgrammeDesign;
  readonly by: RaisedBy;
}

/** Staff of its programme, and a member of a panel who was given it to read. */
export async function storyOfConcern(
  { views }: ServiceRuntime,
  who: SomeoneAsking,
  story: string,
): Promise<StoryOfConcern> {
  const document = await findStory(views, story);
  const known = document === undefined ? undefined : await views.get(knownProgrammes, document.programme);
  if (document === undefined || known === undefined || !(await importsThatEnded(views)(document.import))) {
    return throwRefusal(refuse('story-not-found', 'story'));
  }
  const { design } = known;
  if (mayActOn(who, document, [...mayRaise])) return { document, design, by: 'staff' };
  return who.organisation === document.organisation && (await hasReadIt(views, who, story))
    ? { document, design, by: 'panel-member' }
    : throwRefusal(refuse('story-not-found', 'story'));
}

async function hasReadIt(views: ServiceRuntime['views'], { person }: SomeoneAsking, story: string): Promise<boolean> {
  for await (const reading of views.stream(storyReadings, { index: 'byStory', equals: { story } })) {
    if (reading.person === person) return true;
  }
  return false;
}
