import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { codePassagePage, codeStoryPage } from '../../addresses.js';
import { placeOf, type CodedPassage } from '../../domain/coding/passage.js';
import { partsOf } from '../../reading-story/story-text.js';
import { evaluates } from '../../who-evaluates.js';
import { SeeStoryThemes, type StoryThemes } from '../code-story/see-story-themes.query.js';
import { CodePassage } from './code-passage.command.js';
import { codePassageForm, valueOf } from './code-passage.form.js';
import { codePassageView } from './code-passage.view.js';
import { findWords, type WordsFound } from './find-words.js';

const template = pageTemplate(import.meta.url, 'code-passage.njk');
const words = loadWords(import.meta.url, 'code-passage');

/** Of more nobody could say which is meant. */
const mostFound = 10;

@Controller()
export class CodePassagePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(codePassagePage)
  @Allow('evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    const seen = await this.#seen(who, programme, story);
    return htmlReply(template, codePassageView(seen, undefined, [], words[page.language]), page);
  }

  @Send(codePassagePage)
  @Allow('evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const seen = await this.#seen(who, programme, story);
    const code = async (passage: CodedPassage): Promise<Refusal | undefined> => {
      const done = await this.commands.execute(new CodePassage(context, who, programme, story, passage));
      if (isRefusal(done)) return done;
      await this.service.views.reached(done.stream, done.version);
      return undefined;
    };
    const whole = (done: string): PageAnswer => seeOther(codeStoryPage.to({ language, programme, story }, { done }));
    const takenOff = textIn(body, 'takeOff');
    if (takenOff !== '') {
      const passage = seen.coding?.passages.find((each) => placeOf(each) === takenOff);
      const refused = passage === undefined ? undefined : await code({ ...passage, themes: [] });
      return refused === undefined ? whole('passage-off') : throwRefusal(refused);
    }
    const found = seen.text === null ? [] : findWords(partsOf(seen.text), textIn(body, 'words'));
    const asked = found.length > mostFound ? [] : found;
    const form = codePassageForm(seen, asked);
    const parsed = form.parse(body);
    if (!parsed.ok) return htmlReply(template, codePassageView(seen, parsed, asked, words[language]), page);
    const which = found.length === 1 ? found[0] : asked.find((each) => valueOf(each) === parsed.values.which);
    const { storyVersion } = seen;
    const refused =
      which === undefined
        ? notOne(found)
        : await code({ ...passageOf(which), storyVersion, themes: parsed.values.themes });
    if (refused === undefined) return whole('passage-coded');
    const state = form.refused(parsed.typed, refused);
    return htmlReply(template, codePassageView(seen, state, asked, words[language]), page);
  }

  async #seen(who: SomeoneAsking, programme: string, story: string): Promise<StoryThemes> {
    const seen = orThrow(await this.queries.execute(new SeeStoryThemes(who, programme, story)));
    evaluates(who, programme);
    return seen.text === null ? throwRefusal(refuse('coded-story-withheld')) : seen;
  }
}

const passageOf = ({ part, from, to }: WordsFound) => ({ part, from, to });

function notOne(found: readonly WordsFound[]): Refusal {
  if (found.length === 0) return refuse('passage-not-found', 'words');
  return found.length > mostFound
    ? refuse('passage-too-common', 'words', { most: mostFound })
    : refuse('passage-ambiguous', 'which');
}
