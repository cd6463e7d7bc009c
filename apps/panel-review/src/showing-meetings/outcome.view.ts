import type { Words } from '#web/words/words.js';
import { writeDate, writeList } from '#web/written.js';

import type { ReasonRead } from '../reading-meetings/opened-texts.js';
import type { MeetingSeen } from './meeting-seen.js';
import { speakerOf } from './speaker.js';
import { titleOfId } from './stories.view.js';

/** What was decided and said: nothing before the outcome is recorded but lessons and other views already there. */
export function outcomeView(meeting: MeetingSeen, words: Words) {
  const { language } = words;
  const { state, reasons, design, names, texts } = meeting;
  const { outcome, heldOver, passedUp } = state;
  const title = (id = '') => {
    const read = texts.get(id);
    const isGone = read !== undefined && 'withheld' in read && ['withdrawn', 'erased'].includes(read.withheld);
    const named = titleOfId(meeting, id, words);
    return isGone ? { text: words('since-withdrawn', { reference: named.text }), language } : named;
  };
  const textOf = ({ text, isCalledBack }: ReasonRead): string =>
    text ?? words(isCalledBack ? 'reason-called-back' : 'reason-withheld');
  const of = (...kinds: readonly ReasonRead['kind'][]): readonly ReasonRead[] =>
    reasons.filter(({ kind }) => kinds.includes(kind));
  const nameIn = (from: readonly { id: string; name: { en: string; cy: string } }[] | undefined, id: string): string =>
    from?.find((each) => each.id === id)?.name[language] ?? id;
  return {
    heading: words('outcome'),
    kind: words(outcome === null ? 'no-outcome' : `outcome-${outcome.kind}`),
    chosen: outcome === null ? [] : outcome.stories.map(title),
    frame: outcome !== null && outcome.stories.length > 0 ? words('significant-for', { panel: names.panel }) : '',
    againstCount: outcome !== null && !outcome.followsCount ? words('not-as-counted') : '',
    groupReasons: of('group').map(textOf),
    groupHeading: words('group-reason'),
    lessons: {
      heading: words('lessons'),
      items: of('lesson').map((lesson) => ({ story: title(lesson.stories[0]), text: textOf(lesson) })),
    },
    views: {
      heading: words('other-views'),
      items: of('dissent', 'caveat').map((said) => ({
        text: textOf(said),
        by: words(`by-${said.kind === 'caveat' ? 'caveat' : 'dissent'}`, { name: speakerOf(said, meeting, words) }),
      })),
    },
    answers: {
      heading: words('answers'),
      items: meeting.answers.map(({ story, from, at, text }) => ({
        story: title(story),
        text: text ?? words('answer-withheld'),
        by: words(`answer-from-${from}`, { date: writeDate(language, at, design?.timezone) }),
      })),
    },
    goesOn: [
      ...passedUp.map(({ story, toPanels }) => ({
        text: words('passed-up', {
          panels: writeList(
            language,
            toPanels.map((panel) => nameIn(design?.panels, panel)),
          ),
        }),
        story: title(story),
      })),
      ...heldOver.map(({ story, toPeriod }) => ({
        text: words('held-over', { period: nameIn(design?.periods, toPeriod) }),
        story: title(story),
      })),
    ],
  };
}
