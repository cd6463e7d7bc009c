import { seeStories } from '#contracts/story-submission/addresses.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { isLanguage } from '#web/language.js';
import { inItsLanguage } from '#web/rendering/in-its-language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { seeStory, sortStories } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import type { StoryFacts } from '../../read-models/stories/stories.js';
import { domainsToSortInto, noDomain, sortStoriesForm } from './sort-stories.form.js';

export interface BoardAsked {
  /** Id of a domain, or `none`. */
  readonly domain: string;
  readonly period?: string;
  readonly after?: string;
  /** What was just done: how many went, and where to. */
  readonly moved?: string;
  readonly into?: string;
}

export interface Board {
  readonly design: ProgrammeDesign;
  readonly asked: BoardAsked;
  readonly counts: ReadonlyMap<string, number>;
  readonly next: string | undefined;
  readonly listed: readonly (StoryFacts & {
    /** Null: it has none. Undefined: the organisation may not read it. */
    readonly title: string | null | undefined;
  })[];
}

/** What an address asks for; what it cannot ask for is as if it had not been asked. */
export function boardAsked(design: ProgrammeDesign, query: Readonly<Record<string, unknown>>): BoardAsked {
  const places = domainsToSortInto(design);
  const domain = places.find((id) => id === query['domain']) ?? noDomain;
  const period = design.periods.find(({ id }) => id === query['period'])?.id;
  const into = places.find((id) => id === query['into']);
  const { after, moved } = query;
  return {
    domain,
    ...(period === undefined ? {} : { period }),
    ...(typeof after === 'string' && after !== '' ? { after } : {}),
    ...(into !== undefined && typeof moved === 'string' && /^\d{1,3}$/.test(moved) ? { moved, into } : {}),
  };
}

export function sortStoriesView(board: Board, answered: FormState | undefined, words: Words) {
  const { language } = words;
  const { design, asked, counts, listed, next } = board;
  const form = sortStoriesForm(
    design,
    listed.map(({ id }) => id),
  );
  const { errors, fields } = showForm(form, answered ?? form.empty, words, storySubmissionErrors);
  const nameOf = (id: string): string => design.domains.find((each) => each.id === id)?.name[language] ?? words('none');
  const within = (title: string, told: string): string =>
    inItsLanguage(title, isLanguage(told) ? told : undefined, words);
  const at = { language, programme: design.id };
  const { after: _, moved, into, ...kept } = asked;
  return {
    title: words('heading'),
    backLink: seeStories.to({ language }, { programme: design.id }),
    errors,
    programme: design.name[language],
    heading: words('heading'),
    explanation: words('explanation'),
    done:
      moved === undefined || into === undefined
        ? undefined
        : macroParams({
            titleText: words('done-title'),
            text: words('done', { n: Number(moved), domain: nameOf(into) }),
            type: 'success',
          }),
    boardHeading: words('board'),
    places: domainsToSortInto(design).map((id) => ({
      text: words('place', { name: nameOf(id), n: counts.get(id) ?? 0 }),
      href: sortStories.to(at, { ...kept, domain: id }),
      isHere: id === asked.domain,
    })),
    here: words('here', { name: nameOf(asked.domain) }),
    period: macroParams({
      id: 'period',
      name: 'period',
      label: { text: words('period') },
      items: [
        { value: '', text: words('any-period') },
        ...design.periods.map(({ id, name }) => ({ value: id, text: name[language] })),
      ],
      value: asked.period ?? '',
    }),
    domain: asked.domain,
    show: words('show'),
    action: sortStories.to(at),
    empty: words('empty'),
    stories:
      listed.length === 0
        ? undefined
        : macroParams({
            ...fields.stories,
            fieldset: { legend: { text: words('stories'), size: 'm' } },
            items: listed.map(({ id, reference, toldOn, title, language: told }) => ({
              value: id,
              text:
                title === undefined
                  ? words('no-title-shown', { reference })
                  : words('story', { reference, title: title === null ? words('untitled') : within(title, told) }),
              hint: { text: writeDate(language, toldOn) },
            })),
          }),
    read: {
      text: words('read'),
      stories: listed.map(({ id, reference }) => ({ reference, href: seeStory.to({ language, story: id }) })),
    },
    into: macroParams({
      ...fields.into,
      fieldset: { legend: { text: words('into'), size: 'm' } },
      items: domainsToSortInto(design)
        .filter((id) => id !== asked.domain)
        .map((id) => ({ value: id, text: nameOf(id) })),
    }),
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 2 }),
    send: words('send'),
    more: next === undefined ? null : { text: words('more'), href: sortStories.to(at, { ...kept, after: next }) },
  };
}
