import type { RoleName } from '#access/principal.js';
import type { PageOfList } from '#projections/page-of-list.js';
import { cursorAt, rangeOf } from '#projections/range.js';
import type { Views } from '#projections/read-model.js';
import { todayOf } from '#service-kit/known/programme-day.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { Replacement } from '../../domain/over-time/over-time.js';
import { contributors } from '../../read-models/contributors/contributors.js';
import { deaths } from '../../read-models/deaths/deaths.js';
import { overTime, type OverTimeDocument } from '../../read-models/over-time/over-time.js';
import { stories } from '../../read-models/stories/stories.js';
import { pageOfFound } from '../../stories/page-of-found.js';
import { numberOfContributor } from '../../stories/number-in-story.js';

/** Those who keep the register and those who post letters. */
export const watchers = ['administrator', 'evaluator', 'facilitator'] as const satisfies readonly RoleName[];

export const renewalStates = ['ahead', 'overdue', 'asked'] as const;
export type RenewalState = (typeof renewalStates)[number];

export interface RenewalListed {
  readonly story: string;
  readonly reference: string;
  readonly because: 'hard-place' | 'public-use' | 'not-answered' | 'undone' | 'time';
  /** The day on which it is to be asked, or was; YYYY-MM-DD. */
  readonly dueOn: string;
  /** `overdue`: its day is over and nobody has asked yet. */
  readonly state: RenewalState;
  readonly by: 'mail' | 'letter' | 'page' | null;
  /** The day on which no answer becomes a no; null while it is not asked. */
  readonly endsOn: string | null;
  readonly isToPost: boolean;
}

interface Programme {
  readonly id: string;
  readonly organisation: string;
}

interface RenewalsAsked {
  /** Left out: all of them. */
  readonly show?: RenewalState | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Consents of a programme that are to be asked for again, in the order of their days. Nothing of any story is in it. */
export async function renewalsOf(
  { views, clock }: ServiceRuntime,
  { id: programme, organisation }: Programme,
  { show, after, limit }: RenewalsAsked,
): Promise<PageOfList<RenewalListed>> {
  await views.level();
  const today = await todayOf({ views, clock }, programme);
  const equals = { organisation, programme, isAhead: true };
  const query =
    show === undefined
      ? ({ index: 'byDue', equals } as const)
      : ({ index: 'byAsked', equals: { ...equals, isAsked: show === 'asked' } } as const);
  // What is overdue comes before today, and what is ahead begins with it.
  const firstAhead = { id: '', isAsked: false, dueOn: today };
  return pageOfFound(views, overTime, query, {
    after: after ?? (show === 'ahead' ? cursorAt(firstAhead, rangeOf(overTime, query)) : undefined),
    limit,
    itemOf: (document) => listed(views, document, today),
    ...(show === 'overdue' ? { until: ({ dueOn }) => dueOn === null || dueOn >= today } : {}),
  });
}

/** Letters that ask, all of them: they are printed and posted together. */
export async function renewalsToPost(
  { views, clock }: ServiceRuntime,
  { id: programme, organisation }: Programme,
): Promise<readonly RenewalListed[]> {
  const today = await todayOf({ views, clock }, programme);
  const found: RenewalListed[] = [];
  const equals = { organisation, programme, isToPost: true };
  for await (const document of views.stream(overTime, { index: 'byPosting', equals })) {
    const letter = await listed(views, document, today);
    if (letter !== undefined) found.push(letter);
  }
  return found;
}

async function listed(
  views: Views,
  { id, asked, dueOn, turnOn, putOff, isToPost }: OverTimeDocument,
  today: string,
): Promise<RenewalListed | undefined> {
  const story = await views.get(stories, id);
  if (story?.state !== 'active' || dueOn === null) return undefined;
  return {
    ...{ story: story.id, reference: story.reference, dueOn, isToPost },
    because: putOff?.because ?? 'time',
    state: asked !== null ? 'asked' : dueOn < today ? 'overdue' : 'ahead',
    by: asked?.by ?? null,
    endsOn: asked === null ? null : turnOn,
  };
}

export interface WaitsForStaff {
  readonly story: string;
  readonly reference: string;
  /** Of those who told it together, the one whose code it is, and their number in the story; null: its teller. */
  readonly person: { readonly contributor: string; readonly number: number } | null;
  readonly what: 'code-to-confirm' | 'code-to-post' | 'death-to-confirm' | 'death-to-undo';
}

/** What a second person, or whoever posts letters, has to do. */
export async function waitingForStaff(
  service: ServiceRuntime,
  { id: programme, organisation }: Programme,
): Promise<readonly WaitsForStaff[]> {
  const { views } = service;
  const waiting: WaitsForStaff[] = [];
  const codes = { organisation, programme, isForStaff: true };
  for await (const { id, replacement } of views.stream(overTime, { index: 'byStaff', equals: codes })) {
    const story = await views.get(stories, id);
    if (story === undefined || story.state === 'erased') continue;
    waiting.push({ story: id, reference: story.reference, person: null, what: codeThatWaits(replacement) });
  }
  waiting.push(...(await ofContributors(service, { id: programme, organisation })));
  const open = { organisation, programme, isOpen: true };
  for await (const { stage, report } of views.stream(deaths, { index: 'byOpen', equals: open })) {
    const story = report === null ? undefined : await views.get(stories, report.story);
    if (story === undefined) continue;
    const what = stage === 'reported' ? 'death-to-confirm' : 'death-to-undo';
    waiting.push({ story: story.id, reference: story.reference, person: null, what });
  }
  return waiting;
}

/** Codes of those who told a story together. What is kept of theirs names no programme: their story does. */
async function ofContributors(
  service: ServiceRuntime,
  { id: programme, organisation }: Programme,
): Promise<readonly WaitsForStaff[]> {
  const { views } = service;
  const waiting: WaitsForStaff[] = [];
  const equals = { organisation, programme: null, isForStaff: true };
  for await (const { id: contributor, replacement } of views.stream(overTime, { index: 'byStaff', equals })) {
    const known = await views.get(contributors, contributor);
    const story = known === undefined ? undefined : await views.get(stories, known.story);
    if (story?.programme !== programme || story.state === 'erased') continue;
    const person = { contributor, number: await numberOfContributor(service, story.id, contributor) };
    waiting.push({ story: story.id, reference: story.reference, person, what: codeThatWaits(replacement) });
  }
  return waiting;
}

const codeThatWaits = (replacement: Replacement | null): WaitsForStaff['what'] =>
  replacement?.stage === 'asked' ? 'code-to-confirm' : 'code-to-post';
