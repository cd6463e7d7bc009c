import { translateStoryPage } from '#contracts/story-submission/addresses.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import { arrangementsPage, seeMeeting } from '../../addresses.js';
import type { Preparation, Warning } from '../../domain/preparation/preparation.js';
import { panelReviewErrors } from '../../errors.js';
import type { NeedsOfMember } from '../../reading-meetings/needs-of-members.js';
import type { SittingDocument } from '../../read-models/sittings/sittings.js';

const ways = ['translation', 'interpreter', 'otherwise'] as const;

export const languageForm = defineForm({
  how: choice({ options: ways, required: 'how-missing' }),
  because: longText({ required: 'because-missing', limit: { characters: 2_000, words: 'because-too-long' } }),
});

interface Prepared {
  readonly document: SittingDocument;
  readonly preparation: Preparation;
  readonly notTranslated: ReadonlySet<string>;
  readonly people: (person: string) => string;
  readonly isLedByWho: boolean;
  readonly needs: readonly NeedsOfMember[];
}

export function prepareSittingView(prepared: Prepared, state: FormState, words: Words) {
  const { language } = words;
  const { document, preparation, notTranslated, people, isLedByWho, needs } = prepared;
  const { stories, words: toRead, minutes, quorum, entitled, conflicts, tellersHidden } = preparation;
  const { errors, fields } = showForm(languageForm, state, words, panelReviewErrors);
  const reference = (story: string): string =>
    document.state.stories.find((each) => each.story === story)?.reference ?? story;
  const facts = [
    [words('stories'), words('stories-value', { n: stories })],
    [words('reading'), words('reading-value', { words: toRead, n: minutes })],
    [words('quorum'), typeof quorum === 'number' ? words('quorum-number', { quorum }) : words(`quorum-${quorum}`)],
    [words('may-choose'), words('may-choose-value', { n: entitled })],
    [words('tellers'), words(tellersHidden ? 'tellers-hidden' : 'tellers-shown')],
  ] as const;
  return {
    title: words('heading'),
    backLink: seeMeeting.to({ language, sitting: document.id }),
    errors,
    heading: words('heading'),
    explanation: words('explanation'),
    warningsHeading: words('warnings'),
    warnings: preparation.warnings.map((warning) => warningWords(warning, { people, reference }, words)),
    noWarnings: words('no-warnings'),
    translate: [...new Set(preparation.notReadable.map(({ story }) => story))]
      .filter((story) => !notTranslated.has(story))
      .map((story) => ({
        text: words('translate', { story: reference(story) }),
        href: translateStoryPage.to({ language, story }),
      })),
    facts: macroParams({ rows: facts.map(([key, value]) => ({ key: { text: key }, value: { text: value } })) }),
    members: macroParams({
      caption: words('members'),
      captionClasses: 'nhsuk-table__caption--m',
      firstCellIsHeader: true,
      head: ['member', 'reads', 'budget', 'too-close'].map((column) => ({ text: words(column) })),
      rows: preparation.members.map(({ member, languages, budget, isWorking }) => {
        const close = conflicts.filter((each) => each.member === member).map(({ story }) => reference(story));
        return [
          { text: isWorking ? words('with-role', { name: people(member) }) : people(member) },
          {
            text:
              languages === null
                ? words('not-said')
                : writeList(
                    language,
                    languages.map((each) => words(`reads-${each}`)),
                  ),
          },
          { text: budget === null ? words('no-budget') : words('minutes', { n: budget }) },
          { text: close.length === 0 ? words('nothing') : writeList(language, close) },
        ];
      }),
    }),
    membersCaption: words('members'),
    needs: {
      heading: words('needs'),
      empty: needs.length === 0 ? words('no-needs') : '',
      items: needs.map(({ member, needs: needed, belongsTo }) => ({
        name: people(member),
        lines: [
          ...(needed === '' ? [] : [{ key: words('needs-of'), text: needed }]),
          ...(belongsTo === '' ? [] : [{ key: words('belongs-to'), text: belongsTo }]),
        ],
      })),
      note: needs.some(({ belongsTo }) => belongsTo !== '') ? words('belongs-note') : '',
    },
    arrangements: { text: words('arrangements'), href: arrangementsPage.to({ language, sitting: document.id }) },
    settle:
      isLedByWho && !document.isClosed && preparation.notReadable.length > 0
        ? {
            heading: words('settle'),
            how: macroParams({
              ...fields.how,
              fieldset: { legend: { text: words('how'), size: 's' } },
              items: ways.map((way) => ({ value: way, text: words(`how-${way}`) })),
            }),
            because: macroParams({ ...fields.because, label: { text: words('because'), size: 's' }, rows: 3 }),
            send: words('send'),
          }
        : null,
  };
}

interface Names {
  readonly people: (person: string) => string;
  readonly reference: (story: string) => string;
}

function warningWords(warning: Warning, { people, reference }: Names, words: Words): string {
  const key = `warning-${warning.warning}`;
  switch (warning.warning) {
    case 'many-stories':
      return words(key, { n: warning.stories });
    case 'much-reading':
      return words(key, { minutes: warning.minutes });
    case 'over-budget':
      return words(key, { name: people(warning.member), minutes: warning.minutes, budget: warning.budget });
    case 'reading-not-said':
      return words(key, { names: writeList(words.language, warning.members.map(people)) });
    case 'cannot-read':
    case 'cannot-read-nor-translate':
      return words(key, { name: people(warning.member), story: reference(warning.story) });
    case 'working-outnumber':
      return words(key, { working: warning.working, of: warning.of });
    case 'all-too-close':
      return words(key, { story: reference(warning.story) });
    case 'quorum-impossible':
      return words(key, { quorum: warning.quorum, entitled: warning.entitled });
    case 'too-few-for-secret':
      return words(key, { least: warning.least });
    default:
      return words(key);
  }
}
