import { defineErrors, joinCatalogues } from '../../errors/error-catalogue.js';
import { generalErrors } from '../../errors/general-errors.js';
import { wordsOf } from '../../words/words.js';

export const chooseAStoryErrors = joinCatalogues(
  generalErrors,
  defineErrors(
    { 'story-withdrawn': { status: 409 } },
    wordsOf(
      'choose-a-story errors',
      {
        'story-withdrawn.title': 'A story was withdrawn',
        'story-withdrawn.sentence': 'Story {name} was withdrawn by the person who told it.',
        'story-withdrawn.next': 'Choose another story.',
      },
      {
        'story-withdrawn.title': 'Tynnwyd stori yn ôl',
        'story-withdrawn.sentence': 'Stori {name}: tynnwyd yn ôl gan y sawl a’i hadroddodd.',
        'story-withdrawn.next': 'Dewiswch stori arall.',
      },
    ),
  ),
);
