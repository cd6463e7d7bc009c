import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { showForm } from '#web/forms/show-form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { answerByPage, closeRoundPage, seeMeeting, seeRoundPage, slipsPage } from '../../addresses.js';
import { enoughHaveAnswered, isToBeCounted, type RoundState } from '../../domain/round/round.js';
import { panelReviewErrors } from '../../errors.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { knownInRoom } from '../../domain/sitting/attendance.js';
import { progressOf } from '../../domain/sitting/next-step.js';
import type { SittingState } from '../../domain/sitting/state.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { titledStories, titleWithin, type TitledStory } from '../../reading-meetings/titled-stories.js';
import { SeeRound } from '../see-round/see-round.query.js';
import { CloseRound } from './close-round.command.js';

const template = pageTemplate(import.meta.url, 'close-round.njk');
const allWords = loadWords(import.meta.url, 'close-round');

interface Closing {
  readonly round: RoundState;
  readonly sitting: SittingState;
  /** Those still in the round. */
  readonly stories: readonly TitledStory[];
}

const countOf = (at: number): string => `count-${String(at + 1)}`;

/**
 * Hands, dots or slips counted in a room: how many chose each story, and how many chose none. Who approves may approve
 * several, so there how many answered is asked too.
 */
const countsForm = ({ round: { begun }, stories }: Closing) =>
  defineForm({
    ...Object.fromEntries(stories.map((_, at) => [countOf(at), wholeNumber({ wrong: 'count-wrong', least: 0 })])),
    abstained: wholeNumber({ wrong: 'count-wrong', least: 0 }),
    ...(begun.kind === 'approval' ? { answered: wholeNumber({ wrong: 'count-wrong', least: 0 }) } : {}),
  });

/** A count that is wrong is named by its story; how many answered has a field of its own where several may be approved. */
function onPage(refusal: Refusal, { round: { begun }, stories }: Closing): Refusal {
  if (refusal.field === 'roomCounts') return { ...refusal, field: countOf(0) };
  const at = stories.findIndex(({ story }) => refusal.field === `counts.${story}`);
  if (at >= 0) return { ...refusal, field: countOf(at) };
  return refusal.field === 'answered' && begun.kind !== 'approval' ? { ...refusal, field: countOf(0) } : refusal;
}

@Controller()
export class CloseRoundPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(closeRoundPage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('round') id: string,
  ): Promise<PageAnswer> {
    const closing = await this.#closing(who, id);
    return this.#form(page, who, closing, countsForm(closing).empty);
  }

  @Send(closeRoundPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('round') id: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const closing = await this.#closing(who, id);
    const { round, stories } = closing;
    const form = countsForm(closing);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, who, closing, parsed);
    const withoutResult = textIn(body, 'without') !== '';
    const values: Readonly<Record<string, unknown>> = parsed.values;
    const number = (name: string): number => (typeof values[name] === 'number' ? values[name] : 0);
    const wasCounted = Object.values(values).some((value) => typeof value === 'number');
    const byStory = stories.map(({ story }, at) => [story, number(countOf(at))] as const);
    const abstained = number('abstained');
    const isEachCountedOnce = round.begun.kind !== 'approval';
    if (wasCounted && !isEachCountedOnce && values['answered'] === undefined) {
      const missing = { kind: 'wrong', field: 'answered', wrong: { words: 'answered-missing' } } as const;
      return this.#form(page, who, closing, { typed: parsed.typed, errors: [missing] });
    }
    const counts = {
      counts: Object.fromEntries(byStory),
      abstained,
      answered: isEachCountedOnce ? byStory.reduce((sum, [, count]) => sum + count, abstained) : number('answered'),
    };
    const done = await this.commands.execute(new CloseRound(context, id, wasCounted ? counts : null, withoutResult));
    if (isRefusal(done)) {
      const state = form.refused(parsed.typed, onPage(done, closing));
      return this.#form(page, who, closing, state, done.refusal === 'room-not-counted');
    }
    return seeOther(seeRoundPage.to({ language: page.language, round: id }));
  }

  async #closing(who: SomeoneAsking, id: string): Promise<Closing> {
    const round = orThrow(await this.queries.execute(new SeeRound(who, id)));
    if (round.begun.facilitator !== who.person) return throwRefusal(refuse('not-the-facilitator'));
    const { state: sitting } = await sittingFor(this.service, who, round.begun.sitting);
    const stories = await titledStories(this.service, who, sitting);
    return { round, sitting, stories: stories.filter(({ story }) => round.begun.stories.includes(story)) };
  }

  async #form(
    page: PageContext,
    who: SomeoneAsking,
    closing: Closing,
    state: FormState,
    offersToCloseWithout = false,
  ): Promise<PageAnswer> {
    const { round, stories } = closing;
    const { begun, stopped } = round;
    const { answered, entitled, waiting } = progressOf(round, closing.sitting);
    const { language } = page;
    const words = allWords[language];
    const people = await namesOfPeople(this.service, who, begun.members);
    const { errors, fields } = showForm(countsForm(closing), state, words, panelReviewErrors);
    const all: Readonly<Record<string, object>> = fields;
    const number = (name: string, text: string) =>
      macroParams({ ...all[name], label: { text }, inputmode: 'numeric', width: 3 });
    const isOfRoom = isToBeCounted(round);
    const unknown = knownInRoom(closing.sitting).unheard;
    const unheard = stories.filter(({ story }) => unknown.some((each) => each.story === story));
    const isTooFew = enoughHaveAnswered(begun, answered) !== undefined;
    const heading = words('heading', { number: begun.number });
    const view = {
      title: heading,
      backLink: seeMeeting.to({ language, sitting: begun.sitting }),
      errors,
      heading,
      isClosed: stopped === undefined ? '' : words('is-closed'),
      answered: words('answered', { answered, entitled }),
      waiting: waiting.length === 0 || isOfRoom ? null : { text: words('waiting'), people: waiting.map(people) },
      explanation: isTooFew ? '' : words(begun.secret ? 'explanation-secret' : 'explanation'),
      tooFew: isTooFew
        ? {
            text: words('too-few-to-tell', { least: begun.rules.minimumBallots }),
            moreTime: { text: words('more-time'), href: answerByPage.to({ language, sitting: begun.sitting }) },
          }
        : null,
      counts: isOfRoom
        ? {
            heading: words('counts'),
            explanation: words(`counts-explanation-${begun.kind}`),
            unheard:
              unheard.length === 0
                ? null
                : {
                    text: words('unheard'),
                    stories: unheard.map((story) => titleWithin(story, words)),
                    say: { text: words('say-read-aloud'), href: seeMeeting.to({ language, sitting: begun.sitting }) },
                  },
            stories: stories.map((story, at) =>
              number(countOf(at), words('count', { title: titleWithin(story, words), reference: story.reference })),
            ),
            abstained: number('abstained', words('abstained')),
            answered: begun.kind === 'approval' ? number('answered', words('answered-in-room')) : null,
            slips: { text: words('slips'), href: slipsPage.to({ language, round: begun.round }) },
          }
        : null,
      send: macroParams(
        isTooFew
          ? { text: words('close-without-result'), name: 'without', value: 'result', variant: 'warning' }
          : { text: words('send') },
      ),
      without: offersToCloseWithout ? words('close-without') : '',
    };
    return htmlReply(template, view, page);
  }
}
