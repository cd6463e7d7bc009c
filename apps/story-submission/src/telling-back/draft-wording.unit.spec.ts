import { aPanel, aPeriod, aProgramme } from '#contracts/testing/a-programme.js';

import { aFeedbackDrafted } from '../domain/feedback/feedback.builders.js';
import { draftWording } from './draft-wording.js';

const design = aProgramme({
  panels: [aPanel({ id: 'east', name: { en: 'East panel', cy: 'Panel y Dwyrain' } })],
  periods: [aPeriod({ id: '2026-Q2', name: { en: 'Spring', cy: 'Gwanwyn' } })],
});
const nothing = { lesson: null, groupReason: null };
type Drafted = Parameters<typeof draftWording>[0];
const drafted = (given: Partial<Drafted> = {}) => aFeedbackDrafted(given).data;
const decided = (given: Partial<Drafted['decided']>): Partial<Drafted> => ({
  decided: { ...drafted().decided, ...given },
});

describe('the words that feedback begins from', () => {
  it('say what was decided and learned, and that an answer is welcome', () => {
    const said = { lesson: 'Small steps count.', groupReason: 'It showed how.' };
    expect(draftWording(drafted(decided({ isChosen: true, isPassedUp: true })), said, design).split('\n\n')).toEqual([
      'Thank you for telling your story. Its reference is DN-001.',
      'It was heard at a meeting on 10 April 2026. The panel: East panel',
      'The panel chose this story as the most significant for this panel, now.',
      'What the panel learned from this story: “Small steps count.”',
      'Why the panel decided as it did: “It showed how.”',
      'The story now goes on to the next panel.',
      'If you would like to answer the panel, you can. You do not have to.',
    ]);
  });

  it.each([
    ['of a story not chosen', {}, 'This time the panel chose differently.'],
    ['of one of several', { outcome: 'joint', isChosen: true }, 'together with others'],
    ['where nobody was chosen', { outcome: 'none' }, 'did not choose any story this time.'],
    ['where lessons were kept', { outcome: 'learning' }, 'wrote down what it learned'],
    ['of a story held over', { heldOverTo: '2026-Q2' }, 'hear the story again in a later period: Spring'],
  ] as const)('%s: %j', (_, given, says) => {
    expect(draftWording(drafted(decided(given)), nothing, design)).toContain(says);
  });

  it('are in Welsh for a Welsh story, and thank a collector for bringing it', () => {
    const text = draftWording(drafted({ language: 'cy', to: 'collector' }), nothing, design);
    expect(text).toContain('Diolch am ddod â’r stori hon atom.');
    expect(text).toContain('10 Ebrill 2026. Y panel: Panel y Dwyrain');
  });

  it('hold no number but the reference and the date', () => {
    const said = { lesson: 'It matters', groupReason: 'It does' };
    const text = draftWording(drafted({ ...decided({ isChosen: true }), reference: 'R' }), said, design);
    expect(text.replace('10 April 2026', '')).not.toMatch(/\d/);
  });
});
