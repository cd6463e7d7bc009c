import { aConsent, aStorySubmitted } from '../story/story.builders.js';
import { aClosedSitting, aReason } from './feedback.builders.js';
import { feedbackOfSitting } from './feedback-of-sitting.js';

const at = '2026-04-10T15:00:00.000Z';
const story = (given: Parameters<typeof aStorySubmitted>[0] = {}) => aStorySubmitted(given).data;

describe('who is told what a sitting said of a story', () => {
  it('is the teller, and the collector where that is somebody else', () => {
    const toldTo = (collector: string | null) =>
      feedbackOfSitting(aClosedSitting(), at, story({ collector })).map(({ feedback, to, addressee }) => [
        feedback,
        to,
        addressee,
      ]);
    expect(toldTo(null)).toEqual([['S-M-teller', 'teller', 'T']]);
    expect(toldTo('T')).toEqual([['S-M-teller', 'teller', 'T']]);
    expect(toldTo('C')).toEqual([
      ['S-M-teller', 'teller', 'T'],
      ['S-M-collector', 'collector', 'C'],
    ]);
  });

  it('is told what was decided, with no score, rank or count', () => {
    const closed = aClosedSitting({
      outcome: { kind: 'joint', stories: ['S', 'Z'], followsCount: false },
      passedUp: [{ story: 'S', toPanels: ['national'] }],
      heldOver: [{ story: 'Y', toPeriod: '2026-Q2' }],
      rounds: [],
    });
    const [item] = feedbackOfSitting(closed, at, story());
    expect(item).toEqual({
      ...{ feedback: 'S-M-teller', story: 'S', reference: 'DN-001', sitting: 'M', panel: 'east', programme: 'telling' },
      ...{ period: '2026-Q1', level: 1, to: 'teller', addressee: 'T', language: 'en', sittingClosedAt: at },
      decided: { outcome: 'joint', isChosen: true, isPassedUp: true, heldOverTo: null },
      lesson: null,
      groupReason: null,
    });
    const [other] = feedbackOfSitting(closed, at, story({ story: 'Y' }));
    expect(other?.decided).toEqual({ outcome: 'joint', isChosen: false, isPassedUp: false, heldOverTo: '2026-Q2' });
  });

  it('hears the last lesson line on their own story, and the group’s reason only where it may reach a teller', () => {
    const reasons = [
      aReason({ reason: 'first' }),
      aReason({ reason: 'last' }),
      aReason({ reason: 'of another story', stories: ['Z'] }),
      aReason({ reason: 'of the group', kind: 'group', stories: ['S'], reach: ['this-panel', 'reports'] }),
    ];
    const [item] = feedbackOfSitting(aClosedSitting({ reasons }), at, story());
    expect([item?.lesson?.reason, item?.groupReason]).toEqual(['last', null]);
    const open = reasons.map((each) => ({ ...each, reach: ['this-panel' as const, 'teller' as const] }));
    const [told] = feedbackOfSitting(aClosedSitting({ reasons: open }), at, story());
    expect(told?.groupReason?.reason).toBe('of the group');
    const [notChosen] = feedbackOfSitting(aClosedSitting({ reasons: open }), at, story({ story: 'Y' }));
    expect(notChosen?.groupReason).toBeNull();
    const ofNone = open.map((each) => ({ ...each, stories: [] }));
    const [nobodyWas] = feedbackOfSitting(aClosedSitting({ reasons: ofNone }), at, story({ story: 'Y' }));
    expect(nobodyWas?.groupReason?.reason).toBe('of the group');
  });

  it('hears nothing that somebody said as a remark, a view or below', () => {
    const reasons = (['member', 'dissent', 'caveat', 'held-over', 'from-below'] as const).map((kind) =>
      aReason({ kind }),
    );
    const below = aReason({ panel: 'west' });
    const [item] = feedbackOfSitting(aClosedSitting({ level: 2, reasons: [...reasons, below] }), at, story());
    expect([item?.lesson, item?.groupReason]).toEqual([null, null]);
  });

  it('may hear why members said so of this story, the teller alone: each where its author lets it go so far now', () => {
    const reasons = [
      aReason({ reason: 'of a member', kind: 'member', reach: ['this-panel'] }),
      aReason({ reason: 'of another story', kind: 'member', stories: ['Z'] }),
      aReason({ reason: 'another view', kind: 'dissent' }),
      aReason({ reason: 'below', kind: 'member', panel: 'west' }),
    ];
    const said = feedbackOfSitting(aClosedSitting({ reasons }), at, story({ collector: 'C' })).map(
      ({ membersSaid = [] }) => membersSaid.map(({ reason }) => reason),
    );
    expect(said).toEqual([['of a member', 'another view'], []]);
  });

  it('is told in the language of the story, or of the consent where it is in neither', () => {
    const language = (given: Parameters<typeof aStorySubmitted>[0]) =>
      feedbackOfSitting(aClosedSitting(), at, story(given))[0]?.language;
    expect(language({ language: 'cy' })).toBe('cy');
    expect(language({ language: 'mixed', consent: aConsent({ language: 'cy' }) })).toBe('cy');
  });
});
