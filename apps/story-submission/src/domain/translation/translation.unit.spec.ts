import { given } from '#contracts/testing/given.js';

import { languagesFor, translateStory, translationDecider, type StoryTranslated } from './translation.js';

const data: StoryTranslated['data'] = {
  ...{ story: 'S', programme: 'telling', period: '2026-Q1', language: 'cy', storyVersion: 1 },
  text: { class: 'text', version: 1, box: 'sealed' },
};
const translated: StoryTranslated = { type: 'StoryTranslated', schemaVersion: 1, data };

describe('a translation', () => {
  it('is made into the other language, and of a story in both or in another into either', () => {
    expect(['en', 'cy', 'mixed', 'other'].map(languagesFor)).toEqual([['cy'], ['en'], ['en', 'cy'], ['en', 'cy']]);
    given(translationDecider, [])
      .when((state) => translateStory(state, 'en', data, 'Des i oddi ar y bws'))
      .then([translated]);
    given(translationDecider, [])
      .when((state) => translateStory(state, 'cy', data, 'Des i oddi ar y bws'))
      .thenRefused('translation-same-language');
  });

  it('is made again, but not of an older version, and never empty', () => {
    const newer: StoryTranslated = { ...translated, data: { ...data, storyVersion: 2 } };
    given(translationDecider, [translated])
      .when((state) => translateStory(state, 'en', newer.data, 'Eto'))
      .then([newer]);
    given(translationDecider, [newer])
      .when((state) => translateStory(state, 'en', data, 'Eto'))
      .thenRefused('story-changed-since-read');
    given(translationDecider, [])
      .when((state) => translateStory(state, 'en', data, ' \n'))
      .thenRefused('translation-empty');
  });
});
