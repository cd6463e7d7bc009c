import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { seeStory } from '../../addresses.js';
import { deathToldBy } from '../../domain/death/death.js';
import type { OverTime } from '../../domain/over-time/over-time.js';
import { storySubmissionErrors } from '../../errors.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import type { DeathSeen } from './death-seen.js';
import { deathForm } from './record-death.form.js';

interface Shown {
  readonly story: StoryDocument;
  readonly death: DeathSeen;
  readonly known: OverTime;
  readonly by: string;
  readonly state: FormState;
}

export function recordDeathView({ story, death, known, by, state }: Shown, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(deathForm, state, words, storySubmissionErrors);
  const { stage, report, askedBy, note } = death;
  const isSecond = askedBy !== by;
  const button = (act: string) => ({ act, text: words(act), isFirst: act === 'confirm' || act === 'undo' });
  const buttons = {
    alive: [],
    reported: isSecond ? ['confirm', 'set-aside'] : ['set-aside'],
    confirmed: ['ask-undo'],
    'undo-asked': isSecond ? ['undo'] : [],
  }[stage];
  const decision = known.death?.decision ?? null;
  return {
    ...{ title: words('heading'), backLink: seeStory.to({ language, story: story.id }), errors },
    heading: words('heading'),
    reference: words('reference', { reference: story.reference }),
    explanation: [words('explanation'), words('two')],
    now: words(stage === 'alive' || isSecond || stage === 'confirmed' ? `now-${stage}` : `now-${stage}-by-you`),
    facts:
      report === null
        ? []
        : [
            words('told-by-was', { who: words(`told-by-${report.toldBy}`) }),
            ...(report.diedOn === null ? [] : [words('died-on-was', { date: writeDate(language, report.diedOn) })]),
            ...(note === null ? [] : [words('note-was', { note })]),
          ],
    wishHeading: words('wish'),
    wish: words(`wish-${known.afterDeath ?? 'none'}`),
    decision: decision === null ? '' : words(`decided-${decision}`),
    buttons: buttons.map(button),
    report:
      stage !== 'alive'
        ? null
        : {
            toldBy: macroParams({
              ...fields.toldBy,
              fieldset: { legend: { text: words('told-by'), size: 'm' } },
              items: deathToldBy.map((value) => ({ value, text: words(`told-by-${value}`) })),
            }),
            diedOn: macroParams({
              ...fields.diedOn,
              fieldset: { legend: { text: words('died-on'), size: 'm' } },
              hint: { text: words('died-on-hint') },
            }),
            note: macroParams({
              ...fields.note,
              label: { text: words('note'), size: 'm' },
              hint: { text: words('note-hint') },
              rows: 3,
            }),
            send: words('report'),
          },
  };
}
