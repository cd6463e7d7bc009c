import type { StoryText } from '#contracts/shared/story-text.js';

import { storyTextView } from './story-text.js';

const text: StoryText = {
  ...{ title: 'Getting off', narrative: 'I got off.', whySignificant: null, place: null, tellerRole: null },
  ...{ collectorRole: null, changeHappenedOn: null, contentNotes: ['being alone', 'a stay in hospital', 'loss'] },
  ...{ peopleAffected: null, recommendation: null, notes: null, extra: [] },
};
const seen = (language: string) => ({ language, storyVersion: 1, text, coding: null, consent: null });

describe('the content notes of a story that is coded', () => {
  it('are a list as its own language writes one, on pages of either', () => {
    for (const language of ['en', 'cy'] as const) {
      expect(storyTextView(seen('en'), language).notes).toBe('being alone, a stay in hospital and loss');
      expect(storyTextView(seen('cy'), language).notes).toBe('being alone, a stay in hospital, loss');
    }
    expect(storyTextView(seen('mixed'), 'cy').notes).toBe('being alone, a stay in hospital, loss');
  });

  it('are nothing where there are none, or the text is withheld', () => {
    expect(storyTextView({ ...seen('en'), text: { ...text, contentNotes: [] } }, 'en').notes).toBe('');
    expect(storyTextView({ ...seen('en'), text: null }, 'en').notes).toBe('');
  });
});
