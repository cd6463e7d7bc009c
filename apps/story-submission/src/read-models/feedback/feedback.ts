import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

import { isFeedbackEvent, type Addressee, type FeedbackState } from '../../domain/feedback/events.js';
import { feedbackDecider, type Feedback } from '../../domain/feedback/feedback.js';
import { isFeedbackPeriodEvent } from '../../domain/feedback/period.js';

/** Facts in clear, words sealed. */
export interface FeedbackDocument {
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  readonly programme: string;
  readonly period: string;
  readonly panel: string;
  readonly level: number;
  readonly story: string;
  readonly sitting: string;
  readonly to: Addressee;
  readonly addressee: string;
  readonly state: FeedbackState;
  readonly sittingClosedAt: string;
  readonly sentAt: string | null;
  readonly item: Feedback;
}

/** Sittings of a period, as far as its feedback waits for them. */
export interface SittingAwaited {
  readonly id: string;
  readonly programme: string;
  readonly period: string;
  /** Open, or closed with its items not all there yet. */
  readonly isAwaited: boolean;
}

export interface PeriodOfFeedback {
  readonly id: string;
  readonly isComplete: boolean;
}

export const feedbackItems = collection<FeedbackDocument>()('feedback-items', {
  byProgramme: ['organisation', 'programme', 'sittingClosedAt'],
  byPeriod: ['organisation', 'programme', 'period', 'sittingClosedAt'],
  byState: ['programme', 'period', 'state'],
  byProgress: ['organisation', 'programme', 'period', 'to', 'state'],
  byStory: ['story', 'to', 'sittingClosedAt'],
  byAddressee: ['to', 'addressee', 'sittingClosedAt'],
});

export const sittingsAwaited = collection<SittingAwaited>()('sittings-awaited', {
  byPeriod: ['programme', 'period', 'isAwaited'],
});

export const periodsOfFeedback = collection<PeriodOfFeedback>()('periods-of-feedback', {});

export const periodOfFeedbackId = (programme: string, period: string): string => `${programme} ${period}`;

export const feedbackModel: ReadModel = {
  name: 'feedback',
  version: 2,
  collections: [feedbackItems, sittingsAwaited, periodsOfFeedback],
  async project(recorded, changes) {
    const { stream, streamVersion, event, metadata } = recorded;
    const opened = received(recorded, sittingOpenedV1);
    if (opened !== undefined) {
      const { sitting: id, programme, period } = opened;
      // What was opened may be told late, or again.
      const known = await changes.get(sittingsAwaited, id);
      changes.put(sittingsAwaited, { id, programme, period, isAwaited: known?.isAwaited ?? true });
    }
    if (isFeedbackPeriodEvent(event)) {
      const { programme, period } = event.data;
      if (event.type === 'SittingTaken') {
        changes.put(sittingsAwaited, { id: event.data.sitting, programme, period, isAwaited: false });
        return;
      }
      const isComplete = event.type === 'FeedbackCompleted';
      changes.put(periodsOfFeedback, { id: periodOfFeedbackId(programme, period), isComplete });
      return;
    }
    if (!isFeedbackEvent(event)) return;
    const id = stream.slice('feedback/'.length);
    const before = await changes.get(feedbackItems, id);
    const item = feedbackDecider.evolve(before?.item, event);
    if (item === undefined) return;
    const { programme, period, panel, level, story, sitting, to, addressee, sittingClosedAt } = item.drafted;
    changes.put(feedbackItems, {
      ...{ id, programme, period, panel, level, story, sitting, to, addressee, sittingClosedAt, item },
      organisation: before?.organisation ?? metadata.organisation,
      version: streamVersion,
      state: item.state,
      sentAt: event.type === 'FeedbackSent' ? metadata.at : (before?.sentAt ?? null),
    });
  },
};
