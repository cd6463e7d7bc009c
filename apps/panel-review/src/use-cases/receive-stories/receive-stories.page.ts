import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { storiesToRead } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { receiveFromElsewherePage, receiveStoriesPage, seeMeeting } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { minutesToRead } from '../../reading-meetings/order-of-reading.js';
import { readerOn, type PanelReader } from '../../reading-meetings/opened-texts.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { storyOption, titled, type StoryNamed } from '../../reading-meetings/titled-stories.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { offered, receivableStories } from '../../reading-meetings/receivable.js';
import { ReceiveStories } from './receive-stories.command.js';

const template = pageTemplate(import.meta.url, 'receive-stories.njk');
const allWords = loadWords(import.meta.url, 'receive-stories');

interface Offered extends StoryNamed {
  readonly minutes: number;
  /** It left this meeting, and may be read again. */
  readonly wasHere: boolean;
}

interface Offer {
  readonly stories: readonly Offered[];
  /** Above the first level a story can also come from a meeting held elsewhere. */
  readonly isAboveOthers: boolean;
  readonly programme: string;
  /** Who reads them, for their titles. */
  readonly reader: PanelReader;
}

const receiveForm = ({ stories }: Offer) =>
  defineForm({ stories: choices({ options: stories.map(({ story }) => story), required: 'stories-missing' }) });

@Controller()
export class ReceiveStoriesPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(receiveStoriesPage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    const offer = await this.#offer(who, sitting);
    return this.#form(page, sitting, offer, receiveForm(offer).empty);
  }

  @Send(receiveStoriesPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const offer = await this.#offer(who, sitting);
    const form = receiveForm(offer);
    const parsed = form.parse(asksForAll(body) ? { stories: offer.stories.map(({ story }) => story) } : body);
    if (!parsed.ok) return this.#form(page, sitting, offer, parsed);
    const done = await this.commands.execute(new ReceiveStories(context, sitting, parsed.values.stories));
    if (isRefusal(done)) return this.#form(page, sitting, offer, form.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  async #offer(who: SomeoneAsking, sitting: string): Promise<Offer> {
    const { state } = await sittingLedBy(this.service, who, sitting);
    const known = await offered(this.service, state, receivableStories(this.service, state.opened));
    return {
      stories: known.map(({ id: story, reference, submitted: { words, language } }) => ({
        ...{ story, reference, language },
        minutes: minutesToRead(words),
        wasHere: state.takenOut.includes(story),
      })),
      reader: readerOn(state.opened, who),
      isAboveOthers: state.opened.level > 1,
      programme: state.opened.programme,
    };
  }

  /** Titles are opened here alone: what is sent and taken names stories by their ids. */
  async #form(page: PageContext, sitting: string, offer: Offer, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(receiveForm(offer), state, words, panelReviewErrors);
    const { isAboveOthers } = offer;
    const stories = await titled(this.service, offer.reader, offer.stories);
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      empty: stories.length > 0 ? '' : words(isAboveOthers ? 'none-passed-up' : 'none-of-period'),
      notOffered: words('not-offered'),
      stories: macroParams({
        ...fields.stories,
        fieldset: { legend: { text: words('stories'), size: 'm' } },
        items: stories.map((story, at) => ({
          ...storyOption(story),
          hint: {
            text: words(offer.stories[at]?.wasHere === true ? 'facts-again' : 'facts', {
              ...{ reference: story.reference, n: offer.stories[at]?.minutes ?? 1 },
            }),
          },
        })),
      }),
      send: words('send'),
      all: words('all', { n: stories.length }),
      // Above the first level every story was read before the panel below had it.
      toRead: isAboveOthers
        ? null
        : { text: words('to-read'), href: storiesToRead.to({ language, programme: offer.programme }) },
      elsewhere: isAboveOthers
        ? { text: words('elsewhere'), href: receiveFromElsewherePage.to({ language, sitting }) }
        : null,
    };
    return htmlReply(template, view, page);
  }
}

/** The second button of the form. */
const asksForAll = (body: unknown): boolean => typeof body === 'object' && body !== null && 'all' in body;
