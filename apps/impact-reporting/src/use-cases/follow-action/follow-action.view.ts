import { seeMeeting } from '#contracts/panel-review/addresses.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { codeStoryPage, seeActions, seeReport } from '../../addresses.js';
import { impactReportingErrors } from '../../errors.js';
import { actionStates, type ActionSource } from '../../domain/action/action.js';
import type { ActionRead } from '../../reading-actions.js';
import type { ActionSeen } from '../see-actions/see-actions.query.js';
import { followActionForm } from './follow-action.form.js';

interface Shown {
  readonly read: ActionSeen;
  readonly mayFollow: boolean;
  readonly state: FormState;
  readonly isDone: boolean;
  /** Where its programme runs. */
  readonly timeZone: string;
}

/** What stands there now, to be changed. */
export function filledWith({ action, texts }: ActionRead): FormState {
  const [year = '', month = '', day = ''] = action.due?.split('-') ?? [];
  const shown = texts.kind === 'shown' ? texts : { owner: null, outcome: null };
  return followActionForm.filled({
    owner: shown.owner ?? '',
    due: { day, month, year },
    state: action.state,
    outcome: shown.outcome ?? '',
    isShared: action.isShared ? ['yes'] : [],
  });
}

export function followActionView({ read, mayFollow, state, isDone, timeZone }: Shown, words: Words) {
  const { language } = words;
  const { action, texts } = read;
  const { errors, fields } = showForm(followActionForm, state, words, impactReportingErrors);
  return {
    title: words('heading'),
    backLink: seeActions.to({ language }),
    errors,
    heading: words('heading'),
    done: isDone ? words('done') : '',
    recommended: words('recommended', { date: writeDate(language, action.recommendedAt, timeZone) }),
    paragraphs: texts.kind === 'shown' ? paragraphsOf(texts.recommendation) : [],
    withheld: texts.kind === 'withheld' ? words(`withheld-${texts.because}`) : '',
    from: {
      heading: words('from'),
      links: action.sources.map((source) => ({
        text: words(`from-${source.kind}`),
        href: addressOf(source, action.programme, language),
      })),
    },
    now: macroParams({
      rows: [
        [words('state'), words(`state-${action.state}`)],
        [words('owner'), (texts.kind === 'shown' ? texts.owner : null) ?? words('nobody')],
        [words('due'), dueInWords(read, words)],
        [words('outcome'), (texts.kind === 'shown' ? texts.outcome : null) ?? words('no-outcome')],
      ].map(([key, value]) => ({ key: { text: key }, value: { text: value } })),
    }),
    // A text that may not be read is not to be written over by an empty one.
    form:
      mayFollow && texts.kind === 'shown'
        ? {
            heading: words('follow'),
            version: String(action.version),
            owner: macroParams({
              ...fields.owner,
              label: { text: words('owner-label') },
              hint: { text: words('owner-hint') },
            }),
            due: macroParams({ ...fields.due, fieldset: { legend: { text: words('due-label') } } }),
            state: macroParams({
              ...fields.state,
              fieldset: { legend: { text: words('state-label') } },
              items: actionStates.map((value) => ({ value, text: words(`state-${value}`) })),
            }),
            outcome: macroParams({
              ...fields.outcome,
              label: { text: words('outcome-label') },
              hint: { text: words('outcome-hint') },
              rows: 4,
            }),
            isShared: macroParams({
              ...fields.isShared,
              fieldset: { legend: { text: words('share-label') } },
              hint: { text: words('share-hint') },
              items: [{ value: 'yes', text: words('share') }],
            }),
            send: words('send'),
          }
        : null,
  };
}

function dueInWords({ action, isOverdue }: ActionSeen, words: Words): string {
  if (action.due === null) return words('no-date');
  const date = writeDate(words.language, action.due);
  return isOverdue ? words('overdue-since', { date }) : date;
}

function addressOf({ kind, id }: ActionSource, programme: string, language: 'en' | 'cy'): string {
  if (kind === 'story') return codeStoryPage.to({ language, programme, story: id });
  if (kind === 'sitting') return seeMeeting.to({ language, sitting: id });
  return seeReport.to({ language, programme, period: id });
}
