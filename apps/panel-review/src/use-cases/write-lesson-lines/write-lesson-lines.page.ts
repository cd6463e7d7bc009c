import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeMeeting, writeLessonLinesPage } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { openedReasons, readerOn } from '../../reading-meetings/opened-texts.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { titledStories, type TitledStory } from '../../reading-meetings/titled-stories.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { tellDoneToMeeting } from '../../showing-meetings/done-told.js';
import { WriteLessonLines } from './write-lesson-lines.command.js';

const template = pageTemplate(import.meta.url, 'write-lesson-lines.njk');
const allWords = loadWords(import.meta.url, 'write-lesson-lines');

const lineOf = (at: number): string => `line-${String(at + 1)}`;

interface StoryToLearnFrom extends TitledStory {
  /** The lesson line written before; empty where there is none. */
  readonly written: string;
}

const lessonLinesForm = (stories: readonly StoryToLearnFrom[]) =>
  defineForm(
    Object.fromEntries(
      stories.map((_, at) => [lineOf(at), longText({ limit: { characters: 2_000, words: 'line-too-long' } })]),
    ),
  );

const formAsWritten = (stories: readonly StoryToLearnFrom[]): FormState =>
  lessonLinesForm(stories).filled(Object.fromEntries(stories.map(({ written }, at) => [lineOf(at), written])));

/** All stories on one page. What is empty can be written later: the meeting closes when each has its line. */
@Controller()
export class WriteLessonLinesPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(writeLessonLinesPage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    const stories = await this.#stories(who, sitting);
    return this.#form(page, sitting, stories, formAsWritten(stories));
  }

  @Send(writeLessonLinesPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const stories = await this.#stories(who, sitting);
    const form = lessonLinesForm(stories);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, sitting, stories, parsed);
    const emptied = stories.flatMap(({ written }, at) =>
      written !== '' && parsed.values[lineOf(at)] === undefined ? [lineOf(at)] : [],
    );
    if (emptied.length > 0) {
      const errors = emptied.map((field) => ({ kind: 'wrong', field, wrong: { words: 'line-emptied' } }) as const);
      return this.#form(page, sitting, stories, { typed: parsed.typed, errors });
    }
    const lines = stories.flatMap(({ story, written }, at) => {
      const text = parsed.values[lineOf(at)];
      return text === undefined || text === written ? [] : [{ story, text }];
    });
    if (lines.length === 0) return seeOther(seeMeeting.to({ language: page.language, sitting }));
    const done = await this.commands.execute(new WriteLessonLines(context, sitting, lines));
    if (isRefusal(done)) return this.#form(page, sitting, stories, form.refused(parsed.typed, done));
    return tellDoneToMeeting(page.language, sitting, 'lesson-lines');
  }

  async #stories(who: SomeoneAsking, sitting: string): Promise<readonly StoryToLearnFrom[]> {
    const { state } = await sittingLedBy(this.service, who, sitting);
    const lessons = state.reasons.filter(({ kind }) => kind === 'lesson');
    const opened = await openedReasons(this.service, readerOn(state.opened, who), lessons, 'this-panel');
    const written = new Map(opened.map(({ stories, text }) => [stories[0], text ?? '']));
    const stories = await titledStories(this.service, who, state);
    return stories.map((story) => ({ ...story, written: written.get(story.story) ?? '' }));
  }

  #form(page: PageContext, sitting: string, stories: readonly StoryToLearnFrom[], state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(lessonLinesForm(stories), state, words, panelReviewErrors);
    const all: Readonly<Record<string, object>> = fields;
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      lines: stories.map(({ title, reference, language: told }, at) =>
        macroParams({
          ...all[lineOf(at)],
          label: { text: title, size: 's', ...(told === undefined ? {} : { attributes: { lang: told } }) },
          ...(title === reference ? {} : { hint: { text: reference } }),
          rows: 3,
        }),
      ),
      empty: words('no-stories'),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
