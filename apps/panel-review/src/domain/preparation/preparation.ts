import type { OwnReading } from '../panel/panel.js';
import type { MemberAndStory } from '../sitting/events.js';
import { cannotRead, notSettled, type TranslatedInto } from '../sitting/languages.js';
import { entitledNow, enoughForSecrecy, isSecretRound } from '../sitting/rules.js';
import { conflictsTold, membersPresent, storiesPresent, type SittingState } from '../sitting/state.js';
import type { Conflict, Quorum } from '../tally/tally-document.js';
import { quorumIsMet } from '../tally/quorum.js';

/** 200 words a minute. */
const wordsAMinute = 200;
const mostStories = 10;
const mostMinutes = 60;

/** What is known of those who sit, beside the sitting. */
export interface KnownOfMembers {
  readonly readings: ReadonlyMap<string, OwnReading>;
  /** Who works with the programme: as collector, facilitator, evaluator or administrator. */
  readonly working: ReadonlySet<string>;
  /** Stories whose tellers did not agree to translation. */
  readonly notTranslated: ReadonlySet<string>;
  /** What is put into other languages already. */
  readonly translated?: TranslatedInto;
}

export type Warning =
  | { readonly warning: 'no-stories' | 'nobody-may-choose' | 'one-member' | 'tellers-shown' }
  | { readonly warning: 'many-stories'; readonly stories: number }
  | { readonly warning: 'much-reading'; readonly minutes: number }
  | { readonly warning: 'over-budget'; readonly member: string; readonly minutes: number; readonly budget: number }
  | { readonly warning: 'reading-not-said'; readonly members: readonly string[] }
  | ({ readonly warning: 'cannot-read' | 'cannot-read-nor-translate' } & MemberAndStory)
  | { readonly warning: 'working-outnumber'; readonly working: number; readonly of: number }
  | { readonly warning: 'all-too-close'; readonly story: string }
  | { readonly warning: 'quorum-impossible'; readonly entitled: number; readonly quorum: number }
  | { readonly warning: 'too-few-for-secret'; readonly least: number };

export interface Preparation {
  readonly members: readonly {
    readonly member: string;
    readonly languages: readonly string[] | null;
    readonly budget: number | null;
    readonly isWorking: boolean;
  }[];
  readonly stories: number;
  readonly words: number;
  readonly minutes: number;
  readonly tellersHidden: boolean;
  readonly quorum: Quorum;
  readonly entitled: number;
  readonly isQuorumPossible: boolean;
  readonly conflicts: readonly Conflict[];
  /** Who does not read the language of what, and has no way recorded. */
  readonly notReadable: readonly MemberAndStory[];
  readonly warnings: readonly Warning[];
}

/** Before a panel chooses: what to see to. Nothing here stops it but a story that a member cannot read. */
export function prepare(sitting: SittingState, known: KnownOfMembers): Preparation {
  const { rules } = sitting.opened;
  const present = storiesPresent(sitting);
  const members = membersPresent(sitting).map((member) => {
    const said = known.readings.get(member);
    return {
      ...{ member, languages: said?.languages ?? null, budget: said?.minutes ?? null },
      isWorking: known.working.has(member),
    };
  });
  const words = present.reduce((sum, story) => sum + story.words, 0);
  const languages = new Map([...known.readings].map(([person, said]) => [person, said.languages]));
  const entitled = entitledNow(sitting);
  const facts = {
    ...{ members, words, entitled, stories: present.length, minutes: Math.ceil(words / wordsAMinute) },
    ...{ tellersHidden: rules.tellersHidden, quorum: rules.quorum },
    isQuorumPossible: entitled > 0 && quorumIsMet(rules.quorum, entitled, entitled),
    conflicts: conflictsTold(sitting),
    notReadable: notSettled(sitting, cannotRead(sitting, languages, known.translated)),
  };
  return { ...facts, warnings: warningsOf(sitting, facts, known) };
}

function warningsOf(
  sitting: SittingState,
  facts: Omit<Preparation, 'warnings'>,
  { notTranslated }: KnownOfMembers,
): readonly Warning[] {
  const { members, stories, minutes, entitled, quorum, conflicts, notReadable } = facts;
  const { opened } = sitting;
  const working = members.filter(({ isWorking }) => isWorking).length;
  const silent = members.filter(({ languages }) => languages === null).map(({ member }) => member);
  const when = (is: boolean, warning: Warning): readonly Warning[] => (is ? [warning] : []);
  const isSecret = isSecretRound(opened, undefined);
  return [
    ...when(stories === 0, { warning: 'no-stories' }),
    ...when(stories > 0 && entitled === 0, { warning: 'nobody-may-choose' }),
    ...when(members.length === 1, { warning: 'one-member' }),
    ...(typeof quorum === 'number'
      ? when(entitled > 0 && !facts.isQuorumPossible, { warning: 'quorum-impossible', entitled, quorum })
      : []),
    ...when(isSecret && enoughForSecrecy(entitled, opened.rules) !== undefined, {
      ...{ warning: 'too-few-for-secret', least: opened.rules.minimumBallots },
    }),
    ...when(working * 2 > members.length, { warning: 'working-outnumber', working, of: members.length }),
    ...when(stories > mostStories, { warning: 'many-stories', stories }),
    ...when(minutes > mostMinutes, { warning: 'much-reading', minutes }),
    ...members.flatMap(({ member, budget }) =>
      budget === null ? [] : when(minutes > budget, { warning: 'over-budget', member, minutes, budget }),
    ),
    ...notReadable.map((pair) => ({
      warning: notTranslated.has(pair.story) ? ('cannot-read-nor-translate' as const) : ('cannot-read' as const),
      ...pair,
    })),
    ...when(silent.length > 0, { warning: 'reading-not-said', members: silent }),
    ...storiesPresent(sitting)
      .filter(({ story }) => entitled > 0 && members.every(({ member }) => isTooClose(conflicts, member, story)))
      .map(({ story }) => ({ warning: 'all-too-close' as const, story })),
    ...when(!opened.rules.tellersHidden, { warning: 'tellers-shown' }),
  ];
}

const isTooClose = (conflicts: readonly Conflict[], member: string, story: string): boolean =>
  conflicts.some((each) => each.member === member && each.story === story);
