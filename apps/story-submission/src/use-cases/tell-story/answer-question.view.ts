import { tellYourStory } from '#contracts/story-submission/addresses.js';
import type { FormState } from '#web/forms/form.js';
import type { Words } from '#web/words/words.js';

import { answerQuestion, checkAnswers, draftMedia } from '../../addresses.js';
import type { DraftQuestion } from '../../domain/draft/events.js';
import type { AskedOf } from '../../telling/asked.js';
import { before, hasMediaStep, journeyOf } from '../../telling/journey.js';
import { askedQuestion } from '../../telling/questions.js';

export function answerQuestionView(
  question: DraftQuestion,
  of: AskedOf,
  state: FormState,
  { isChange, hasComeBack }: { readonly isChange: boolean; readonly hasComeBack: boolean },
  words: Words,
) {
  const { language } = words;
  const journey = journeyOf(of.design);
  const place = journey.indexOf(question) + 1;
  const earlier = before(question, of.design);
  const { errors, heading, paragraphs, parts } = askedQuestion(question, of).shown(state, words);
  // Neutral: it stands in the history of a device. Which question it is, the heading says.
  const title = place === 0 ? words('page-title') : words('page-title-of', { place, of: journey.length });
  return {
    title,
    backLink:
      isChange || place === 0
        ? checkAnswers.to({ language })
        : earlier === undefined
          ? tellYourStory.to({ language })
          : question === 'readers' && hasMediaStep(of.design)
            ? draftMedia.to({ language })
            : answerQuestion.to({ language, question: earlier }),
    errors,
    // Back leads to what they wrote, except from the first question.
    cameBack: hasComeBack && earlier !== undefined ? words('came-back') : '',
    caption: title,
    heading,
    paragraphs,
    parts,
    goOn: words('continue'),
    pause: words('pause'),
    saved: words('saved'),
  };
}
