import { consentAudiences } from '#contracts/shared/consent.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { showForm } from '#web/forms/show-form.js';
import { langOf } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { takePartBack, useYourRights, yourPart as yourPartPage } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import type { Asked } from '../../telling/asked.js';
import { partForm, type PartStates } from './your-part.form.js';
import type { YourPart } from './your-part.js';

interface PartWords {
  readonly part: Words;
  /** Of the question that every teller is asked. */
  readonly questions: Words;
}

export function yourPartView(
  part: YourPart,
  readers: Asked,
  states: PartStates,
  { part: words, questions }: PartWords,
) {
  const { language } = words;
  const { document, design, you, text, name } = part;
  const asks = readers.shown(states.readers, questions);
  const { errors, fields } = showForm(partForm, states.rest, words, storySubmissionErrors);
  const isOver = part.state.isWithdrawn || you.tookBackAt !== null || text === null;
  return {
    title: words('title'),
    errors: isOver ? [] : [...asks.errors, ...errors],
    heading: words(you.part === 'about' ? 'heading-about' : 'heading'),
    reference: words('reference', { reference: document.reference }),
    told: words('told', { date: writeDate(language, document.toldOn) }),
    programme: words('programme', { name: design.name[language] }),
    name: name === null ? '' : words('name', { name }),
    standing: standingOf(part, words),
    readersHeading: words('readers-now'),
    readers: consentAudiences
      .filter((one) => part.audiences.includes(one))
      .map((one) => design.consentWording.audiences[one][language]),
    nobody: words('nobody'),
    story:
      text === null || isOver
        ? null
        : {
            heading: words('story'),
            lang: langOf(document.language),
            title: text.title ?? '',
            paragraphs: paragraphsOf(text.narrative),
            whyHeading: words('why'),
            why: paragraphsOf(text.whySignificant ?? ''),
          },
    form: isOver
      ? null
      : {
          heading: asks.heading,
          paragraphs: [words('answer-text'), ...asks.paragraphs],
          parts: asks.parts,
          named: macroParams({
            ...fields.named,
            fieldset: { legend: { text: words('named'), classes: 'nhsuk-fieldset__legend--s' } },
            hint: { text: words('named-hint') },
            items: ['yes', 'no'].map((value) => ({ value, text: words(`named-${value}`) })),
          }),
          storyVersion: fields.storyVersion.value,
          send: words('send'),
        },
    rights: { text: words('rights'), href: useYourRights.to({ language }) },
    takeBack: isOver ? null : { text: words('take-back'), href: takePartBack.to({ language }) },
  };
}

/** What holds now, in plain sentences; who of the others said what stays with them. */
function standingOf(part: YourPart, words: Words): readonly string[] {
  const { state, you, othersAwaited, hasSomeoneTakenBack } = part;
  if (state.isErased) return [words('erased')];
  if (you.tookBackAt !== null) {
    return [words(you.isLeftOut ? 'you-left-out' : 'you-took-back'), ...(you.isErased ? [words('you-erased')] : [])];
  }
  if (state.isWithdrawn) return [words('withdrawn')];
  return [
    ...(hasSomeoneTakenBack ? [words('someone-took-back')] : []),
    ...(state.together.mergedInto === null ? [] : [words('merged')]),
    words(howYouAnswered(part)),
    ...(you.part === 'about'
      ? []
      : [othersAwaited === 0 ? words('none-awaited') : words('awaited', { n: othersAwaited })]),
  ];
}

const howYouAnswered = ({ you, isAnsweredNow }: YourPart): string => {
  if (isAnsweredNow) return 'you-said-yes';
  if (you.isPaused) return 'you-paused';
  return you.answer === null ? 'you-are-asked' : 'new-version';
};

export const takePartBackView = ({ document }: YourPart, words: Words) => ({
  title: words('title'),
  backLink: yourPartPage.to({ language: words.language }),
  heading: words('take-back-heading'),
  reference: words('reference', { reference: document.reference }),
  items: [words('take-back-nobody'), words('take-back-others'), words('take-back-paper')],
  undo: words('take-back-undo'),
  send: words('take-back-send'),
  back: { text: words('take-back-not'), href: yourPartPage.to({ language: words.language }) },
});
