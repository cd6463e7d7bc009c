import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { followActionPage, recommendActionPage, seeActions, seeWhatFollowed } from '../../addresses.js';
import { actionStates } from '../../domain/action/action.js';
import { actionOrders, type ActionSeen, type ActionsAsked } from './see-actions.query.js';

interface Shown {
  readonly designs: readonly ProgrammeDesign[];
  readonly mayRecommend: readonly ProgrammeDesign[];
  readonly asked: ActionsAsked;
  readonly found: readonly ActionSeen[];
}

type Option = readonly [value: string, text: string];

export function seeActionsView({ designs, mayRecommend, asked, found }: Shown, words: Words) {
  const { language } = words;
  const { programme, state, order } = asked;
  const isNarrowed = programme !== undefined || state !== undefined;
  const any: Option = ['', words('any')];
  const select = (name: string, options: readonly Option[], chosen = '') =>
    macroParams({
      id: name,
      name,
      label: { text: words(name) },
      items: options.map(([value, text]) => ({ value, text, selected: value === chosen })),
    });
  return {
    title: words('heading'),
    heading: words('heading'),
    intro: words('intro'),
    recommend: mayRecommend.map(({ id, name }) => ({
      text: words('recommend', { programme: name[language] }),
      href: recommendActionPage.to({ language, programme: id }),
    })),
    followed: { text: words('what-followed'), href: seeWhatFollowed.to({ language }) },
    action: seeActions.to({ language }),
    narrow: words('narrow'),
    isNarrowOpen: isNarrowed || order !== actionOrders[0],
    selects: [
      select('programme', [any, ...designs.map(({ id, name }): Option => [id, name[language]])], programme),
      select(
        'state',
        [any, ...[...actionStates, 'overdue'].map((each): Option => [each, words(`state-${each}`)])],
        state,
      ),
      select(
        'order',
        actionOrders.map((each): Option => [each, words(`order-${each}`)]),
        order,
      ),
    ],
    show: words('show'),
    table:
      found.length === 0
        ? null
        : macroParams({
            caption: words('caption'),
            responsive: true,
            head: ['recommendation', 'state', 'owner', 'due', 'programme'].map((key) => ({ text: words(key) })),
            rows: found.map((seen) => rowOf(seen, designs, words)),
          }),
    empty: words(isNarrowed ? 'empty-narrowed' : designs.length === 0 ? 'empty-no-programme' : 'empty'),
  };
}

function rowOf({ action, texts, isOverdue }: ActionSeen, designs: readonly ProgrammeDesign[], words: Words) {
  const { language } = words;
  const due = action.due === null ? words('no-date') : writeDate(language, action.due);
  return [
    {
      text: texts.kind === 'shown' ? shortened(texts.recommendation) : words(`withheld-${texts.because}`),
      href: followActionPage.to({ language, action: action.id }),
    },
    { text: words(`state-${action.state}`) },
    { text: (texts.kind === 'shown' ? texts.owner : null) ?? words('nobody') },
    { text: isOverdue ? words('overdue-since', { date: due }) : due },
    { text: designs.find(({ id }) => id === action.programme)?.name[language] ?? action.programme },
  ];
}

const longest = 160;

/** The whole of it stands on its own page. */
const shortened = (text: string): string =>
  [...text].length <= longest ? text : `${[...text].slice(0, longest).join('')}…`;
