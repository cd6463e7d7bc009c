import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { Finding } from '../../domain/verification/events.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import {
  chosenStories,
  verifications,
  type VerificationDocument,
} from '../../read-models/verifications/verifications.js';

export interface CheckListed {
  readonly story: string;
  readonly reference: string;
  readonly period: string;
  /** Null: picked without having been chosen at level 2 or above. */
  readonly level: number | null;
  readonly state: VerificationDocument['state'] | 'not-assigned';
  /** By its teller: nobody checks it any more. */
  readonly isTakenBack: boolean;
  readonly verifier: string | null;
  /** Null until its teller could see it first. */
  readonly finding: Finding | null;
  /** The story is read in a later version than the one that was checked; null: there is no finding to show. */
  readonly isChangedSince: boolean | null;
}

export interface Cover {
  /** Stories chosen at level 2 or above. */
  readonly chosen: number;
  /** Of those, the ones with a finding that may be seen, `not_checked` left out. */
  readonly verified: number;
}

export interface ChecksFound {
  readonly items: readonly CheckListed[];
  readonly cover: Cover;
}

/** What is to be checked in a programme and what was: stories chosen at level 2 or above, and those picked beside them. */
export class SeeVerifications extends Query<ChecksFound> {
  constructor(
    readonly organisation: string,
    readonly programme: string,
  ) {
    super();
  }
}

/** More than rises in any programme (method.md, section 7). */
const mostListed = 1_000;

@QueryHandler(SeeVerifications)
export class SeeVerificationsHandler implements IQueryHandler<SeeVerifications> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, programme }: SeeVerifications): Promise<ChecksFound> {
    const { views } = this.service;
    const query = { index: 'byProgramme' as const, equals: { organisation, programme }, limit: mostListed };
    const chosen = (await views.find(chosenStories, query)).documents;
    const checks = new Map((await views.find(verifications, query)).documents.map((each) => [each.id, each]));
    const isChosen = new Set(chosen.map(({ id }) => id));
    const picked = [...checks.values()].filter(({ id }) => !isChosen.has(id));
    const items = [
      ...(await Promise.all(
        chosen.map(async ({ id, period, level }) => {
          const told = await views.get(stories, id);
          return listed(id, { period, level, reference: told?.reference ?? id }, checks.get(id), told);
        }),
      )),
      ...(await Promise.all(
        picked.map(async (check) => {
          const { period, level, reference } = check.check.assigned;
          const told = await views.get(stories, check.id);
          return listed(check.id, { period, level, reference }, check, told);
        }),
      )),
    ];
    const verified = items.filter(
      ({ story, finding }) => isChosen.has(story) && finding !== null && finding !== 'not_checked',
    );
    return { items, cover: { chosen: chosen.length, verified: verified.length } };
  }
}

function listed(
  story: string,
  facts: Pick<CheckListed, 'reference' | 'period' | 'level'>,
  check: VerificationDocument | undefined,
  told: StoryDocument | undefined,
): CheckListed {
  const found = check?.state === 'shown' ? check.check.found : null;
  return {
    ...{ story, ...facts },
    state: check?.state ?? 'not-assigned',
    isTakenBack: told?.isWithdrawn ?? false,
    verifier: check === undefined || check.state === 'handed-back' ? null : check.verifier,
    finding: found?.finding ?? null,
    isChangedSince: found === null || told === undefined ? null : told.text.version > found.storyVersion,
  };
}

/** Given to somebody to check, and not done yet. */
export async function toCheckBy(
  { views }: Pick<ServiceRuntime, 'views'>,
  { organisation, person: verifier }: SomeoneAsking,
): Promise<readonly VerificationDocument[]> {
  const query = { index: 'byVerifier' as const, equals: { organisation, verifier }, limit: mostListed };
  return (await views.find(verifications, query)).documents.filter(({ state }) => state === 'assigned');
}

export async function programmesCheckedBy(
  { views }: Pick<ServiceRuntime, 'views'>,
  who: SomeoneAsking,
): Promise<readonly ProgrammeDesign[]> {
  const { organisation } = who;
  const { documents } = await views.find(knownProgrammes, { index: 'byOrganisation', equals: { organisation } });
  return documents
    .map(({ design }) => design)
    .filter(({ id: programme }) => mayActOn(who, { organisation, programme }, ['evaluator', 'administrator']));
}
