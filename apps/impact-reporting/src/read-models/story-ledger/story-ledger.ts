import { feedbackChangedV1 } from '#contracts/story-submission/feedback-changed.v1.js';
import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { verificationChangedV1 } from '#contracts/story-submission/verification-changed.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

/**
 * What came of the stories of a period, as it came, page by page. A document a story would be the largest part of
 * building this service's views again; a page holds many, and 60,000 stories are read in 240 of them.
 */
interface LedgerPage {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly period: string;
  /** From 1, in the order they were written. */
  readonly page: number;
  readonly size: number;
  /** One JSON array an entry, a comma after each: a text grows in place, a list would be copied for every entry. */
  readonly entries: string;
}

export type LedgerEntry =
  | readonly [
      kind: 'told',
      story: string,
      teller: string,
      collector: string | null,
      domain: string | null,
      route: string,
      language: string,
      toldOn: string,
      reference: string,
    ]
  | readonly [kind: 'moved', story: string, domain: string | null]
  | readonly [kind: 'withdrawn', story: string]
  | readonly [
      kind: 'feedback',
      feedback: string,
      story: string,
      to: string,
      state: string,
      sittingClosedAt: string,
      at: string,
      sitting: string,
    ]
  | readonly [kind: 'checked', story: string, state: string, finding: string | null, at: string];

const entriesOnPage = 250;

export const ledgerPages = collection<LedgerPage>()('story-ledger', { byProgramme: ['programme', 'period', 'page'] });

/** Of the page of a period that is written on. */
export const openPageOf = (programme: string, period: string): string => `${programme}.${period}`;

export const storyLedgerModel: ReadModel = {
  name: 'story-ledger',
  version: 3,
  collections: [ledgerPages],
  async project(event, changes) {
    const heard = entryOf(event);
    if (heard === undefined) return;
    const { programme, period, entry } = heard;
    const id = openPageOf(programme, period);
    const written = (await changes.get(ledgerPages, id)) ?? {
      ...{ id, organisation: event.metadata.organisation, programme, period },
      ...{ page: 1, size: 0, entries: '' },
    };
    const entries = `${written.entries}${JSON.stringify(entry)},`;
    const size = written.size + 1;
    if (size < entriesOnPage) {
      changes.put(ledgerPages, { ...written, size, entries });
      return;
    }
    changes.put(ledgerPages, { ...written, id: `${id}.${String(written.page)}`, size, entries });
    changes.put(ledgerPages, { ...written, page: written.page + 1, size: 0, entries: '' });
  },
};

interface Heard {
  readonly programme: string;
  readonly period: string;
  readonly entry: LedgerEntry;
}

function entryOf(event: RecordedEvent): Heard | undefined {
  const told = received(event, storySubmittedV1);
  if (told !== undefined) {
    const { programme, period, story, teller, collector, domain, route, language, toldOn, reference } = told;
    const entry = ['told', story, teller, collector, domain, route, language, toldOn, reference] as const;
    return { programme, period, entry };
  }
  const withdrawn = received(event, storyWithdrawnV1);
  if (withdrawn !== undefined) {
    const { programme, period, story } = withdrawn;
    return { programme, period, entry: ['withdrawn', story] };
  }
  const moved = received(event, storyMovedV1);
  if (moved !== undefined) {
    const { programme, period, story, domain } = moved;
    return { programme, period, entry: ['moved', story, domain] };
  }
  const feedback = received(event, feedbackChangedV1);
  if (feedback !== undefined) {
    const { programme, period, story, to, state, sittingClosedAt, at, sitting } = feedback;
    return {
      programme,
      period,
      entry: ['feedback', feedback.feedback, story, to, state, sittingClosedAt, at, sitting],
    };
  }
  const checked = received(event, verificationChangedV1);
  if (checked === undefined) return undefined;
  const { programme, period, story, state, finding, at } = checked;
  return { programme, period, entry: ['checked', story, state, finding, at] };
}
