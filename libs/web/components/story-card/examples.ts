import { paragraphsOf, type StoryCardParams } from './story-card.js';

/** Made-up stories; they feed tests and a gallery. */
export const storyCardExamples = {
  'told in Welsh, with a content note': {
    id: 'story-1',
    title: 'Yr ardd',
    language: 'cy',
    paragraphs: paragraphsOf('Es i i’r ardd.\nRoedd hi’n braf.\n\nNawr rwy’n mynd bob wythnos.'),
    readText: 'Read “Yr ardd”',
    contentNotes: { text: 'This story talks about:', items: ['being alone', 'a stay in hospital'] },
  },
  'without a content note, with markup in it': {
    id: 'story-2',
    title: 'A <b>new</b> bus',
    language: 'en',
    paragraphs: paragraphsOf('<script>alert(1)</script>'),
    readText: 'Read “A <b>new</b> bus”',
    facts: 'Getting out, 20 November 2026',
    action: { text: 'Choose “A <b>new</b> bus”', href: '/en/choose/2' },
    headingLevel: 3,
  },
} as const satisfies Readonly<Record<string, StoryCardParams>>;
