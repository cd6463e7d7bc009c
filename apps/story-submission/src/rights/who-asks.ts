import type { FastifyReply, FastifyRequest } from 'fastify';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { seeYourStory, yourPart } from '../addresses.js';
import { storyStream } from '../domain/story/events.js';
import type { Contributor } from '../domain/story/together.js';
import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { contributorByCode } from '../telling-together/contributor-by-code.js';
import { contributorIn } from '../over-time/whose-code.js';
import { openedByCarried } from '../stories/code-cookie.js';
import { storyByCode } from '../stories/story-by-code.js';

/** Whoever asks by a code about what is held of them: the teller, or one of those in a story that several answer for. */
export interface WhoAsks {
  readonly document: StoryDocument;
  readonly design: ProgrammeDesign | undefined;
  readonly state: 'active' | 'frozen' | 'withdrawn' | 'erased';
  /** Undefined: the teller. */
  readonly you: Contributor | undefined;
}

export async function whoAsks(service: ServiceRuntime, code: string): Promise<WhoAsks | undefined> {
  const told = await storyByCode(service, code);
  const part = told === undefined ? await contributorByCode(service, code) : undefined;
  const document = told ?? (part === undefined ? undefined : await service.views.get(stories, part.story));
  return document === undefined ? undefined : whoAsksOf(service, document, part?.id);
}

/** `contributor`: of those in it, by id; undefined: its teller. */
export async function whoAsksOf(
  service: ServiceRuntime,
  document: StoryDocument,
  contributor: string | undefined,
): Promise<WhoAsks | undefined> {
  const { views, vault } = service;
  const you = contributor === undefined ? undefined : await contributorIn(service, document.id, contributor);
  if (contributor !== undefined && you === undefined) return undefined;
  const standing = await vault.consentOf(storyStream(document.id));
  const design = (await views.get(knownProgrammes, document.programme))?.design;
  return { document, design, state: standing?.state ?? 'erased', you };
}

/** Whose code this browser carries, for another half hour. */
export function whoAsksHere(
  service: ServiceRuntime,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<WhoAsks | undefined> {
  return openedByCarried(request, reply, (code) => whoAsks(service, code));
}

/** Their own page of the story. */
export const ownPage = ({ you }: Pick<WhoAsks, 'you'>, language: 'en' | 'cy'): string =>
  (you === undefined ? seeYourStory : yourPart).to({ language });
