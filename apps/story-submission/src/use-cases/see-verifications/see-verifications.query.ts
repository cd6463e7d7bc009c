import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { pageOfList, type PageOfList } from '#projections/page-of-list.js';
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

export interface ChecksFound extends PageOfList<CheckListed> {
  readonly cover: Cover;
}

/** What is to be checked in a programme and what was: stories chosen at level 2 or above, and those picked beside them. */
export class SeeVerifications extends Query<ChecksFound> {
  constructor(
    readonly organisation: string,
    readonly programme: string,
    readonly asked: { readonly after: string | undefined; readonly limit: number },
  ) {
    super();
  }
}

@QueryHandler(SeeVerifications)
export class SeeVerificationsHandler implements IQueryHandler<SeeVerifications> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, programme, asked }: SeeVerifications): Promise<ChecksFound> {
    const { views } = this.service;
    const query = { index: 'byProgramme' as const, equals: { organisation, programme } };
    const toList = new Map<string, ToList>();
    let verified = 0;
    for await (const { id, period, level } of views.stream(chosenStories, query)) {
      toList.set(id, { id, period, level, place: `chosen ${period} ${id}`, check: undefined });
    }
    const chosen = toList.size;
    for await (const check of views.stream(verifications, query)) {
      const { id, assignedAt } = check;
      const { period, level } = check.check.assigned;
      const known = toList.get(id);
      if (known !== undefined && isVerified(check)) verified += 1;
      toList.set(id, { id, period, level, place: `picked ${assignedAt} ${id}`, ...known, check });
    }
    const { items, next } = pageOfList([...toList.values()], ({ place }) => place, asked);
    const listedNow = items.map(async (each) => listed(each, await views.get(stories, each.id)));
    return { items: await Promise.all(listedNow), next, cover: { chosen, verified } };
  }
}

interface ToList {
  /** The story. */
  readonly id: string;
  readonly period: string;
  readonly level: number | null;
  /** Those that were chosen stand first, period by period. */
  readonly place: string;
  readonly check: VerificationDocument | undefined;
}

const isVerified = ({ state, check }: VerificationDocument): boolean =>
  state === 'shown' && check.found !== null && check.found.finding !== 'not_checked';

function listed({ id: story, period, level, check }: ToList, told: StoryDocument | undefined): CheckListed {
  const found = check?.state === 'shown' ? check.check.found : null;
  return {
    ...{ story, period, level },
    reference: told?.reference ?? check?.check.assigned.reference ?? story,
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
  const given: VerificationDocument[] = [];
  const query = { index: 'byVerifier' as const, equals: { organisation, verifier } };
  for await (const each of views.stream(verifications, query)) if (each.state === 'assigned') given.push(each);
  return given;
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
