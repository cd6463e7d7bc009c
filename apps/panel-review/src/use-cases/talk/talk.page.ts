import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { hideRemarkPage, seeMeeting, talkPage } from '../../addresses.js';
import { mayTalkAbout } from '../../domain/sitting/rules.js';
import { membersPresent } from '../../domain/sitting/state.js';
import { panelReviewErrors } from '../../errors.js';
import { openedRemarks } from '../../reading-meetings/opened-remarks.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { storyOption, titledStories, titleWithin, type TitledStory } from '../../reading-meetings/titled-stories.js';
import { MakeRemark } from './make-remark.command.js';

const template = pageTemplate(import.meta.url, 'talk.njk');
const allWords = loadWords(import.meta.url, 'talk');

/** No story has this id: ids have no spaces. */
const theMeeting = 'the meeting';

const talkForm = (stories: readonly TitledStory[]) =>
  defineForm({
    about: choice({ options: [theMeeting, ...stories.map(({ story }) => story)], required: 'about-missing' }),
    text: longText({ required: 'text-missing', limit: { characters: 10_000, words: 'text-too-long' } }),
  });

/** What a remark is about is one question, whether it is a story or the meeting. */
const atItsQuestion = (refusal: Refusal): Refusal =>
  refusal.field === 'story' ? { ...refusal, field: 'about' } : refusal;

/** What the panel says to one another, story by story. */
@Controller()
export class TalkPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(talkPage)
  @Allow('facilitator', 'panel-member', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    return this.#shown(page, who, sitting, undefined);
  }

  @Send(talkPage)
  @Allow('facilitator', 'panel-member')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { state } = await sittingFor(this.service, who, sitting);
    const form = talkForm(await titledStories(this.service, who, state));
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#shown(page, who, sitting, parsed);
    const { about, text } = parsed.values;
    const done = await this.commands.execute(
      new MakeRemark(context, sitting, about === theMeeting ? null : about, text),
    );
    if (isRefusal(done)) return this.#shown(page, who, sitting, form.refused(parsed.typed, atItsQuestion(done)));
    return seeOther(talkPage.to({ language: page.language, sitting }));
  }

  async #shown(
    page: PageContext,
    who: SomeoneAsking,
    sitting: string,
    given: FormState | undefined,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { state } = await sittingFor(this.service, who, sitting);
    const stories = await titledStories(this.service, who, state);
    const remarks = await openedRemarks(this.service, who, state);
    const people = await namesOfPeople(
      this.service,
      who,
      remarks.map(({ author }) => author),
    );
    const isOpenToThem = ({ story }: TitledStory): boolean => mayTalkAbout(state, who.person, story) === undefined;
    const open = stories.filter(isOpenToThem);
    const form = talkForm(stories);
    const { errors, fields } = showForm(form, given ?? form.empty, words, panelReviewErrors);
    const isFacilitator = state.opened.facilitator === who.person;
    const mayTalk = !state.isClosed && (isFacilitator || membersPresent(state).includes(who.person));
    const threads = [null, ...state.stories.map(({ story }) => story)].map((story) => {
      const titled = stories.find((each) => each.story === story);
      const reference = state.stories.find((each) => each.story === story)?.reference ?? '';
      return {
        heading: story === null ? words('about-meeting') : (titled?.title ?? reference),
        language: titled?.language ?? language,
        remarks: remarks
          .filter((each) => each.story === story)
          .map(({ remark, author, text, hidden, isCalledBack }) => ({
            text: text ?? words(isCalledBack ? 'called-back' : hidden === null ? 'withheld' : 'hidden'),
            by: people(author),
            because: hidden === null ? '' : words('hidden-because', { reason: hidden.because ?? words('withheld') }),
            hide:
              isFacilitator && hidden === null && !state.isClosed
                ? {
                    text: words('hide', { name: people(author) }),
                    href: hideRemarkPage.to({ language, sitting, remark }),
                  }
                : null,
          })),
      };
    });
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      heading: words('heading'),
      explanation: words(state.isClosed ? 'closed' : 'explanation'),
      empty: remarks.length === 0 ? words('empty') : '',
      threads: threads.filter((thread) => thread.remarks.length > 0),
      form: mayTalk
        ? {
            about: macroParams({
              ...fields.about,
              fieldset: { legend: { text: words('about'), size: 'm' } },
              items: [{ value: theMeeting, text: words('about-meeting') }, ...open.map(storyOption)],
            }),
            text: macroParams({ ...fields.text, label: { text: words('text'), size: 'm' }, rows: 5 }),
            notOffered: stories
              .filter((each) => !isOpenToThem(each))
              .map((each) => words('too-close', { title: titleWithin(each, words) })),
            send: words('send'),
          }
        : null,
    };
    return htmlReply(template, view, page);
  }
}
