import type { Words } from '#web/words/words.js';

import type { ReasonRead } from '../../reading-meetings/opened-texts.js';
import type { MeetingSeen } from './meeting-seen.js';
import { titleOf } from './stories.view.js';

/** What was decided and said: nothing before the outcome is recorded but lessons and other views already there. */
export function outcomeView(meeting: MeetingSeen, words: Words) {
  const { language } = words;
  const { state, reasons, people, design, names } = meeting;
  const { outcome, heldOver, passedUp } = state;
  const title = (id: string): string => {
    const story = state.stories.find((each) => each.story === id);
    return story === undefined ? id : titleOf(meeting, story).text;
  };
  const list = (items: readonly string[]): string => new Intl.ListFormat(language).format(items);
  const textOf = ({ text }: ReasonRead): string => text ?? words('reason-withheld');
  const of = (...kinds: readonly ReasonRead['kind'][]): readonly ReasonRead[] =>
    reasons.filter(({ kind }) => kinds.includes(kind));
  const nameIn = (from: readonly { id: string; name: { en: string; cy: string } }[] | undefined, id: string): string =>
    from?.find((each) => each.id === id)?.name[language] ?? id;
  return {
    heading: words('outcome'),
    kind:
      outcome === null
        ? words('no-outcome')
        : words(`outcome-${outcome.kind}`, { stories: list(outcome.stories.map(title)) }),
    frame: outcome !== null && outcome.stories.length > 0 ? words('significant-for', { panel: names.panel }) : '',
    againstCount: outcome !== null && !outcome.followsCount ? words('not-as-counted') : '',
    groupReasons: of('group').map(textOf),
    groupHeading: words('group-reason'),
    lessons: {
      heading: words('lessons'),
      items: of('lesson').map((lesson) => ({ story: title(lesson.stories[0] ?? ''), text: textOf(lesson) })),
    },
    views: {
      heading: words('other-views'),
      items: of('dissent', 'caveat').map((said) => ({
        text: textOf(said),
        by: words(`by-${said.kind === 'caveat' ? 'caveat' : 'dissent'}`, { name: people(said.author) }),
      })),
    },
    membersReasons: {
      heading: words('members-reasons'),
      items: of('member').map((said) => ({
        text: textOf(said),
        by: words('by-member', { name: people(said.author), story: title(said.stories[0] ?? '') }),
      })),
    },
    heldOver: heldOver.map(({ story, toPeriod }) =>
      words('held-over', { story: title(story), period: nameIn(design?.periods, toPeriod) }),
    ),
    passedUp: passedUp.map(({ story, toPanels }) =>
      words('passed-up', {
        story: title(story),
        panels: list(toPanels.map((panel) => nameIn(design?.panels, panel))),
      }),
    ),
  };
}
