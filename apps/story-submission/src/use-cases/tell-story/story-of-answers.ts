import { consentAudiences } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { textIn } from '#web/forms/typed-text.js';

import type { DraftQuestion } from '../../domain/draft/events.js';
import type { OpenDraft } from '../../telling/draft-by-code.js';
import { agreedIn } from '../../telling/asked.js';
import { circumstancesOf } from '../../telling/circumstances-told.js';
import { audiencesOf } from '../../consent/consent-of.js';
import { extraNames, saidIn } from '../../telling/extra-question.js';
import { firstUnfinished } from '../../telling/journey.js';
import { kindForm, languageForm, nameForm, storyForm, titleForm, whyForm } from '../../telling/questions.js';
import type { ToldStory } from './tell-story.command.js';

export type StoryOrMissing =
  { readonly kind: 'story'; readonly told: ToldStory } | { readonly kind: 'missing'; readonly question: DraftQuestion };

/** The answers of a draft as the story they make, or the first question that still needs an answer. */
export function storyOfAnswers(draft: OpenDraft, design: ProgrammeDesign, at: string): StoryOrMissing {
  const { answers, begun } = draft;
  const period = design.periods.find(({ id }) => id === begun.period);
  const question = firstUnfinished({ design, period, answers, panels: [], language: begun.language });
  if (question !== undefined) return { kind: 'missing', question };
  const agreed = agreedIn(answers, consentAudiences);
  const story = storyForm.parse(answers.story?.typed);
  const why = whyForm.parse(answers.why?.typed);
  const title = titleForm.parse(answers.title?.typed);
  const kind = kindForm(design.domains.map(({ id }) => id)).parse(answers.kind?.typed);
  const naming = nameForm(agreed).parse(answers.name?.typed);
  const language = languageForm.parse(answers.language?.typed);
  const shownTo = naming.ok ? naming.values.shownTo : [];
  return {
    kind: 'story',
    told: {
      period: begun.period,
      domain: (kind.ok ? kind.values.domain : undefined) ?? null,
      language: language.ok ? language.values.language : (answers.story?.shownIn ?? begun.language),
      route: 'own',
      collector: null,
      text: {
        title: (title.ok ? title.values.title : undefined) ?? null,
        narrative: (story.ok ? story.values.narrative : undefined) ?? '',
        whySignificant: (why.ok ? why.values.whySignificant : undefined) ?? null,
        place: null,
        tellerRole: null,
        collectorRole: null,
        changeHappenedOn: null,
        contentNotes: [],
        peopleAffected: null,
        recommendation: null,
        notes: null,
      },
      circumstances: circumstancesOf(answers, design),
      wasDraft: true,
      extra: Object.fromEntries(extraNames(design).map((name) => [name, saidIn(answers[name]?.typed ?? {})] as const)),
      // A name that nobody is to be shown is not kept.
      names: { teller: (naming.ok && shownTo.length > 0 ? naming.values.name : undefined) ?? null, collector: null },
      consent: {
        audiences: audiencesOf(
          Object.fromEntries(agreed.map((audience) => [audience, { named: shownTo.includes(audience) }])),
        ),
        exclusions: [],
        uses: textIn(answers.readers?.typed, 'translate') === 'yes' ? ['translate'] : [],
        wordingVersion: answers.readers?.wordingVersion ?? design.consentWording.version,
        language: answers.readers?.shownIn ?? begun.language,
        answeredAt: at,
        how: 'own',
      },
    },
  };
}
