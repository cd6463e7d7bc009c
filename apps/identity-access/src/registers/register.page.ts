import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { Query as Asked, Route } from '#web/addresses.js';
import { textIn } from '#web/forms/typed-text.js';
import type { Language } from '#web/language.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import type { Words, WordsInBoth } from '#web/words/words.js';

import { seePeople } from '../addresses.js';
import { stateAsked, type EntryParts, type EntrySeen, type Register } from './register.js';
import { SeeEntries } from './see-entries.query.js';

const template = pageTemplate(import.meta.url, 'register.njk');

type At = Route & { readonly to: (parameters: { readonly language: Language }) => string };

export interface RegisterShown<Parts extends EntryParts> {
  readonly words: WordsInBoth;
  /** Of the page of one entry. */
  readonly wordsOfEntry: WordsInBoth;
  readonly all: At;
  readonly enter: At;
  readonly csv: { readonly to: (parameters: Readonly<Record<string, never>>, asked: Asked) => string };
  readonly hrefOf: (language: Language, entry: string) => string;
  /** By the names of their words; the second leads to the entry. */
  readonly columns: readonly string[];
  /** The first column, what the entry is about where it can still be read, and the columns after that. */
  readonly rowOf: (
    seen: EntrySeen<Parts>,
    words: Words,
    ofEntry: Words,
  ) => { readonly when: string; readonly what: string | undefined; readonly cells: readonly string[] };
}

/** The page of one register: its entries, to be narrowed down, and the way to a new one. */
export function registerPage<Parts extends EntryParts>(register: Register<Parts>, shown: RegisterShown<Parts>) {
  @Controller()
  class RegisterPage {
    constructor(readonly queries: QueryBus) {}

    @Page(shown.all)
    @Allow('administrator')
    async show(
      @CurrentPage() page: PageContext,
      @SignedIn() who: SomeoneAsking,
      @Query() query: Readonly<Record<string, unknown>>,
    ): Promise<PageAnswer> {
      const { language } = page;
      const words = shown.words[language];
      const ofEntry = shown.wordsOfEntry[language];
      const state = stateAsked(register, query['state']);
      const text = textIn(query, 'text').trim();
      const found = await this.queries.execute(new SeeEntries(register, who, state, text));
      const view = {
        title: words('heading'),
        backLink: seePeople.to({ language }),
        heading: words('heading'),
        intro: words('intro'),
        enter: { text: words('enter'), href: shown.enter.to({ language }) },
        action: shown.all.to({ language }),
        state: macroParams({
          ...{ id: 'state', name: 'state', value: state, label: { text: words('state') } },
          items: register.states.map((value) => ({ value, text: words(`state-${value}`) })),
        }),
        text: macroParams({ id: 'text', name: 'text', value: text, label: { text: words('text') } }),
        show: words('show'),
        table:
          found.length === 0
            ? null
            : macroParams({
                caption: words('caption'),
                responsive: true,
                head: shown.columns.map((key) => ({ text: words(key) })),
                rows: found.map((seen) => {
                  const { when, what, cells } = shown.rowOf(seen, words, ofEntry);
                  const entry = { text: short(what ?? words('gone')), href: shown.hrefOf(language, seen.id) };
                  return [{ text: when }, entry, ...cells.map((text) => ({ text }))];
                }),
              }),
        empty: words(state === register.states[0] && text === '' ? 'empty' : 'empty-search'),
        csv: found.length === 0 ? null : { text: words('csv'), href: shown.csv.to({}, { state, text }) },
      };
      return htmlReply(template, view, page);
    }
  }
  return RegisterPage;
}

const longest = 120;
const short = (said: string): string => (said.length > longest ? `${said.slice(0, longest - 1)}…` : said);
