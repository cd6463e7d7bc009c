import { refuse } from '#contracts/shared/refusal.js';

import type { LanguageSettled, MemberAndStory } from './events.js';
import { event, inSitting, type By, type Decided, type State } from './in-sitting.js';
import { firstRefusal, onlyMembersMay, onlyTheFacilitatorMay, storyIsHere, type Rule } from './rules.js';
import { couldNotRead, hasRead, membersPresent, storiesPresent, type SittingState } from './state.js';

/** The languages that members say they read; of who has said nothing, nothing is taken for granted either way. */
export type LanguagesRead = ReadonlyMap<string, readonly string[]>;

export const readsLanguage = (languages: readonly string[], told: string): boolean =>
  told === 'mixed' ? languages.includes('en') && languages.includes('cy') : languages.includes(told);

/** By story: the languages into which it is put, as it stands now. */
export type TranslatedInto = ReadonlyMap<string, readonly string[]>;

/** Members who say that they read neither the language a story here is told in nor one that it is put into. */
export const cannotRead = (
  sitting: SittingState,
  read: LanguagesRead,
  translated: TranslatedInto = new Map(),
): readonly MemberAndStory[] =>
  membersPresent(sitting).flatMap((member) => {
    const languages = read.get(member);
    if (languages === undefined) return [];
    return storiesPresent(sitting)
      .filter(
        ({ story, language }) =>
          !readsLanguage(languages, language) &&
          translated.get(story)?.some((each) => languages.includes(each)) !== true,
      )
      .map(({ story }) => ({ member, story }));
  });

/** Those for whom nothing is recorded, and who have neither read the story all the same nor said that they could not. */
export const notSettled = (sitting: SittingState, pairs: readonly MemberAndStory[]): readonly MemberAndStory[] =>
  pairs.filter(
    ({ member, story }) =>
      !hasRead(sitting, member, story) &&
      !couldNotRead(sitting, member, story) &&
      !sitting.languageSettled.some((settled) =>
        settled.pairs.some((each) => each.member === member && each.story === story),
      ),
  );

/** By each member, or the facilitator has recorded how, and why. */
export function everyStoryCanBeRead(sitting: SittingState, pairs: readonly MemberAndStory[]): Rule {
  const open = notSettled(sitting, pairs)[0];
  if (open === undefined) return undefined;
  const story = sitting.stories.find((each) => each.story === open.story)?.reference ?? open.story;
  return refuse('language-not-settled', undefined, { story });
}

export const settleLanguage = (state: State, by: By, data: LanguageSettled['data']): Decided =>
  inSitting(
    state,
    by,
    (sitting) => onlyTheFacilitatorMay(sitting, by.actor),
    () => (data.pairs.length === 0 ? refuse('language-settled-already') : [event('LanguageSettled', { ...data })]),
  );

/** Allowed also where skipping is not: it is no choice of theirs. */
export const sayCouldNotRead = (state: State, by: By, story: string): Decided =>
  inSitting(
    state,
    by,
    (sitting) => firstRefusal(onlyMembersMay(sitting, by.actor), storyIsHere(sitting, story)),
    (sitting) =>
      couldNotRead(sitting, by.actor, story) || hasRead(sitting, by.actor, story)
        ? []
        : [event('StoryCouldNotBeRead', { member: by.actor, story })],
  );
