import type { FeedbackFact, StoryFact } from '../../domain/measures/facts.js';
import type { Views } from '#projections/read-model.js';

import { ledgerPages, openPageOf, type LedgerEntry } from './story-ledger.js';

export interface Ledger {
  readonly stories: readonly StoryFact[];
  /** Undefined: nothing has been heard of it. */
  readonly feedback: readonly FeedbackFact[] | undefined;
  readonly verified: ReadonlySet<string>;
  /** When the meetings closed whose feedback nobody has sent, one a person who is to be told. */
  readonly toTell: readonly string[];
  /** When the stories that are being checked were given to somebody. */
  readonly toCheck: readonly string[];
}

/** Another one after every entry of these periods: a page only grows, and a full one begins the next. */
export async function ledgerVersion(views: Views, programme: string, periods: readonly string[]): Promise<string> {
  const [pages, ...open] = await Promise.all([
    views.count(ledgerPages, { index: 'byProgramme', equals: { programme } }),
    ...periods.map((period) => views.get(ledgerPages, openPageOf(programme, period))),
  ]);
  return JSON.stringify([pages, open.map((each) => [each?.page, each?.size])]);
}

const isEntries = (value: unknown): value is readonly LedgerEntry[] => Array.isArray(value);

/** All of a programme, or of one period of it, as it now stands. What was said again counts once, as it was said last. */
export async function readLedger(views: Views, programme: string, period?: string): Promise<Ledger> {
  const stories = new Map<string, StoryFact>();
  const withdrawn = new Set<string>();
  const moved = new Map<string, string | null>();
  const feedback = new Map<string, FeedbackFact>();
  const checked = new Map<string, boolean>();
  const toTell = new Map<string, { readonly story: string; readonly closedAt: string }>();
  const toCheck = new Map<string, string>();
  const equals = { programme, ...(period === undefined ? {} : { period }) };
  for await (const page of views.stream(ledgerPages, { index: 'byProgramme', equals })) {
    const entries: unknown = JSON.parse(`[${page.entries.slice(0, -1)}]`);
    if (!isEntries(entries)) continue;
    for (const entry of entries) {
      switch (entry[0]) {
        case 'told': {
          const [, story, teller, collector, domain, route, language, toldOn, reference] = entry;
          stories.set(story, {
            ...{ story, teller, collector, domain, route, language, toldOn, reference },
            period: page.period,
            isWithdrawn: false,
          });
          break;
        }
        case 'moved':
          moved.set(entry[1], entry[2]);
          break;
        case 'withdrawn':
          withdrawn.add(entry[1]);
          break;
        case 'feedback': {
          const [, id, story, to, state, closedAt, at, sitting] = entry;
          if (state === 'drafted') toTell.set(id, { story, closedAt });
          else toTell.delete(id);
          const sentAt = feedback.get(id)?.sentAt ?? (isSent(state) ? at : null);
          feedback.set(id, { story, sitting, to, closedAt, sentAt });
          break;
        }
        case 'checked': {
          const [, story, state, finding, at] = entry;
          if (state === 'assigned') toCheck.set(story, at);
          else toCheck.delete(story);
          // The teller sees first what was found: until then nothing counts as found.
          checked.set(story, state === 'shown' && finding !== 'not_checked');
          break;
        }
      }
    }
  }
  for (const [story, domain] of moved) {
    const told = stories.get(story);
    if (told !== undefined) stories.set(story, { ...told, domain });
  }
  for (const story of withdrawn) {
    const told = stories.get(story);
    if (told !== undefined) stories.set(story, { ...told, isWithdrawn: true });
  }
  const isThere = (story: string): boolean => !withdrawn.has(story);
  return {
    toTell: [...toTell.values()].filter(({ story }) => isThere(story)).map(({ closedAt }) => closedAt),
    toCheck: [...toCheck].filter(([story]) => isThere(story)).map(([, at]) => at),
    stories: [...stories.values()],
    feedback: feedback.size === 0 ? undefined : [...feedback.values()],
    verified: new Set([...checked].flatMap(([story, isDone]) => (isDone ? [story] : []))),
  };
}

const isSent = (state: string): boolean => state === 'sent' || state === 'seen' || state === 'answered';
