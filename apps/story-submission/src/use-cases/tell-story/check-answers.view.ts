import { consentAudiences } from '#contracts/shared/consent.js';
import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { linesOfExtra } from '#service-kit/stories/extra-said.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { textIn, textsIn } from '#web/forms/typed-text.js';
import { refusedLine } from '#web/errors/problem-details.js';
import { langOf } from '#web/language.js';
import type { Words } from '#web/words/words.js';

import { answerQuestion, draftMedia, pauseStory, previewRecognition } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { isExtraName, type DraftQuestion, type FixedQuestion } from '../../domain/draft/events.js';
import { extraAnswer } from '../../domain/extra/extra-answers.js';
import type { OpenDraft } from '../../telling/draft-by-code.js';
import { namesIn } from '../../readers/leaving-out.js';
import { organisationsOf } from '../../readers/panels-seen.js';
import { agreedIn, type AskedOf } from '../../telling/asked.js';
import { extraNamed, saidIn } from '../../telling/extra-question.js';
import { hasMediaStep, journeyOf } from '../../telling/journey.js';
import { ageLines, circumstancesLines, placeLines } from './circumstances-said.js';
import { languageSaid, storyLanguages } from '../../telling/questions.js';

interface Row {
  readonly key: string;
  readonly lines: readonly string[];
  /** Of the teller's own words, where it is known; empty for ours. */
  readonly lang: string;
  readonly change: string;
  readonly href: string;
}

export interface ToCheck {
  readonly of: AskedOf;
  readonly draft: Pick<OpenDraft, 'begun'>;
  /** How many pictures, recordings, films and documents. */
  readonly media: number;
}

export function checkAnswersView(
  { of, draft, media }: ToCheck,
  refusal: Refusal | undefined,
  words: Words,
  questionWords: Words,
) {
  const { language } = words;
  const { answers } = of;
  const journey = journeyOf(of.design);
  const last = journey.at(-1) ?? 'story';
  const said = languageChosen(of, draft);
  const lang = langOf(said);
  const extraRow = (question: DraftQuestion, extra: ExtraQuestionDesign): Row => {
    const answer = extraAnswer(extra, saidIn(answers[question]?.typed ?? {}));
    const lines = answer === undefined || isRefusal(answer) ? [] : linesOfExtra(answer, language);
    return {
      key: extra.wording[language],
      lang: extra.kind === 'text' && lines.length > 0 ? lang : '',
      lines: lines.length === 0 ? [words('blank')] : lines,
      change: words('change-extra', { question: extra.wording[language] }),
      href: answerQuestion.to({ language, question }, { change: 'yes' }),
    };
  };
  const row = (question: FixedQuestion, lines: readonly string[]): Row => ({
    key: questionWords(question),
    lang: isOwnWords(question) && lines.length > 0 ? lang : '',
    lines: lines.length === 0 ? [words('blank')] : lines,
    change: words(`change-${question}`),
    href: answerQuestion.to({ language, question }, { change: 'yes' }),
  });
  const linesOf: Readonly<Record<FixedQuestion, () => readonly string[]>> = {
    age: () => ageLines(of, questionWords),
    circumstances: () => circumstancesLines(of, questionWords),
    story: () => paragraphsOf(textIn(answers.story?.typed, 'narrative')),
    why: () => paragraphsOf(textIn(answers.why?.typed, 'whySignificant')),
    title: () => paragraphsOf(textIn(answers.title?.typed, 'title')),
    kind: () =>
      of.design.domains
        .filter(({ id }) => id === textIn(answers.kind?.typed, 'domain'))
        .map(({ name }) => name[language]),
    readers: () => {
      const agreed = agreedIn(answers, consentAudiences);
      const out = [
        ...namesIn(textIn(answers.readers?.typed, 'outPeople')),
        ...of.panels
          .filter(({ id }) => textsIn(answers.readers?.typed, 'outPanels').includes(id))
          .map(({ name }) => name[language]),
        ...organisationsOf(of.panels)
          .filter(({ id }) => textsIn(answers.readers?.typed, 'outOrganisations').includes(id))
          .map(({ name }) => name[language]),
      ];
      return [
        ...consentAudiences.map((audience) =>
          words(agreed.includes(audience) ? 'may-read' : 'may-not-read', {
            audience: of.design.consentWording.audiences[audience][language],
          }),
        ),
        words(textIn(answers.readers?.typed, 'translate') === 'yes' ? 'may-translate' : 'may-not-translate'),
        ...out.map((who) => words('left-out', { who })),
        ...placeLines(of, questionWords),
      ];
    },
    name: () => namingLines(of, words),
    language: () => [languageSaid(said, questionWords)],
  };
  const rows = [...journey, 'circumstances' as const, 'language' as const].flatMap((question) => {
    if (!isExtraName(question)) return [row(question, linesOf[question]())];
    const extra = extraNamed(of.design, question);
    return extra === undefined ? [] : [extraRow(question, extra)];
  });
  const place = journey.indexOf('readers');
  const mediaRow: Row = {
    key: words('media'),
    lang: '',
    lines: [media === 0 ? words('blank') : words('media-added', { n: media })],
    change: words('change-media'),
    href: draftMedia.to({ language }),
  };
  return {
    title: words('title'),
    backLink: answerQuestion.to({
      language,
      question: last,
    }),
    errors: refusal === undefined ? [] : [refusedLine(storySubmissionErrors, refusal, language)],
    heading: words('heading'),
    explanation: words('explanation'),
    // What was added stays in sight where the programme takes nothing any more.
    rows: media > 0 || hasMediaStep(of.design) ? [...rows.slice(0, place), mediaRow, ...rows.slice(place)] : rows,
    recognition: { text: words('recognition'), href: previewRecognition.to({ language }) },
    agree: words('agree'),
    send: words('send'),
    pause: { text: words('pause'), href: pauseStory.to({ language }) },
  };
}

const isOwnWords = (question: FixedQuestion): boolean => ['story', 'why', 'title'].includes(question);

function languageChosen({ answers }: AskedOf, draft: Pick<OpenDraft, 'begun'>) {
  const chosen = textIn(answers.language?.typed, 'language');
  return storyLanguages.find((each) => each === chosen) ?? answers.story?.shownIn ?? draft.begun.language;
}

function namingLines({ design, answers, language }: AskedOf, words: Words): readonly string[] {
  const agreed = agreedIn(answers, consentAudiences);
  const shownTo = agreed.filter((audience) => textsIn(answers.name?.typed, 'shownTo').includes(audience));
  if (shownTo.length === 0) return [words('no-name')];
  return [
    words('name-shown', { name: textIn(answers.name?.typed, 'name').trim() }),
    ...shownTo.map((audience) =>
      words('name-shown-to', { audience: design.consentWording.audiences[audience][language] }),
    ),
  ];
}
