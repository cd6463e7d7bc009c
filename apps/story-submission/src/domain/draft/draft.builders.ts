import type { AnswerKept, DraftBegun, DraftEnded, DraftKeptLonger } from './events.js';

export const aDraftBegun = (given: Partial<DraftBegun['data']> = {}): DraftBegun => ({
  type: 'DraftBegun',
  schemaVersion: 1,
  data: {
    draft: 'D',
    programme: 'telling',
    period: '2026-Q1',
    language: 'en',
    expiresAt: '2026-02-21T10:00:00.000Z',
    ...given,
  },
});

export const anAnswerKept = (given: Partial<AnswerKept['data']> = {}): AnswerKept => ({
  type: 'AnswerKept',
  schemaVersion: 1,
  data: {
    question: 'story',
    answer: { class: 'text', version: 2, box: 'sealed' },
    expiresAt: '2026-02-22T10:00:00.000Z',
    ...given,
  },
});

export const aDraftKeptLonger = (expiresAt: string): DraftKeptLonger => ({
  type: 'DraftKeptLonger',
  schemaVersion: 1,
  data: { expiresAt },
});

export const aDraftEnded = (because: DraftEnded['data']['because'] = 'told'): DraftEnded => ({
  type: 'DraftEnded',
  schemaVersion: 1,
  data: { because },
});
