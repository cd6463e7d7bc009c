import { Body, Controller, Param, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { commandOf } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { loadWords, type Words } from '#web/words/words.js';

import { castBallotPage, seeMeeting } from '../../addresses.js';
import { answerForm } from '../../answering/answer.form.js';
import { answerTemplate, answerView, notNowView } from '../../answering/answer.view.js';
import { storiesAsked, type StoriesAsked } from '../../answering/stories-asked.js';
import { answersThere, type AnswerThere, type RoundState } from '../../domain/round/round.js';
import { unreadBy } from '../../domain/sitting/next-step.js';
import { couldNotRead, hasSkipped } from '../../domain/sitting/state.js';
import { designOf, namesOfMeeting } from '../../reading-meetings/meeting-name.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { titleWithin, type TitledStory } from '../../reading-meetings/titled-stories.js';
import { SeeRound } from '../see-round/see-round.query.js';
import { CastBallot } from './cast-ballot.command.js';
import { CastSecretBallot } from './cast-secret-ballot.command.js';

const allWords = loadWords(import.meta.url, 'cast-ballot');

interface Choosing extends Pick<StoriesAsked, 'tooClose' | 'heldBack' | 'proposed'> {
  readonly round: RoundState;
  readonly panel: string;
  /** Those this member may choose. */
  readonly open: readonly TitledStory[];
  /** They can still be opened, and then chosen. */
  readonly skipped: readonly TitledStory[];
  readonly unread: number;
  readonly answer: AnswerThere;
}

@Controller()
export class CastBallotPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(castBallotPage)
  @Allow('panel-member')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('round') id: string,
  ): Promise<PageAnswer> {
    return this.#form(page, await this.#choosing(page, who, id), undefined);
  }

  @Send(castBallotPage)
  @Allow('panel-member')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Req() request: FastifyRequest,
    @Param('round') id: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const choosing = await this.#choosing(page, who, id);
    const { begun } = choosing.round;
    const { form, ballotOf } = answerForm(
      begun,
      choosing.open.map(({ story }) => story),
    );
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, choosing, parsed);
    const given = ballotOf(parsed.values);
    if (isRefusal(given)) return this.#form(page, choosing, form.refused(parsed.typed, given));
    const done = begun.secret
      ? await this.commands.execute(new CastSecretBallot(who, id, given))
      : await this.commands.execute(new CastBallot(commandOf(request), id, given));
    if (isRefusal(done)) return this.#form(page, choosing, form.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting: begun.sitting }));
  }

  #form(page: PageContext, choosing: Choosing, state: FormState | undefined): PageAnswer {
    const { round, open, proposed, skipped, tooClose, heldBack, panel, answer } = choosing;
    const words = allWords[page.language];
    const { sitting, number, kind } = round.begun;
    const frame = {
      backLink: seeMeeting.to({ language: page.language, sitting }),
      heading: words(`heading-${kind}`, { panel }),
      round: words('round', { number }),
      answered: answer === 'none' ? '' : words(`answered-${answer}`),
      notOffered: [
        ...tooClose.map((story) => words('too-close', { title: titleWithin(story, words) })),
        ...heldBack.map(({ reference }) => words('held-back', { reference })),
        ...skipped.map((story) => words('skipped', { title: titleWithin(story, words) })),
        ...(round.begun.secret && tooClose.length + skipped.length > 0 ? [words('on-record')] : []),
      ],
    };
    // Of what was sent a moment too late the form keeps what was typed, and says why.
    const notNow = state === undefined ? notNowWords(choosing, words) : '';
    if (notNow !== '') return htmlReply(answerTemplate, notNowView(frame, notNow, words), page);
    const asked = { begun: round.begun, stories: open, proposed, asksReach: true, given: state };
    return htmlReply(answerTemplate, answerView(frame, asked, words), page);
  }

  async #choosing({ language }: PageContext, who: SomeoneAsking, id: string): Promise<Choosing> {
    const round = orThrow(await this.queries.execute(new SeeRound(who, id)));
    const { sitting, members } = round.begun;
    if (!members.includes(who.person)) return throwRefusal(refuse('not-a-member'));
    const { state } = await sittingFor(this.service, who, sitting);
    const { notTooClose, ...asked } = await storiesAsked(this.service, who, state, round.begun, who.person);
    const isSkipped = ({ story }: TitledStory): boolean =>
      hasSkipped(state, who.person, story) || couldNotRead(state, who.person, story);
    const { opened } = state;
    return {
      round,
      panel: namesOfMeeting(await designOf(this.service, opened.programme), opened, language).panel,
      ...asked,
      open: notTooClose.filter((story) => !isSkipped(story)),
      skipped: notTooClose.filter(isSkipped),
      unread: unreadBy(who.person, state).length,
      answer: answersThere(round)(who.person),
    };
  }
}

/** Empty: they can choose. */
function notNowWords({ round, unread, open, skipped }: Choosing, words: Words): string {
  if (round.stopped !== undefined) return words('round-closed');
  if (open.length + skipped.length === 0) return words('nothing-to-choose');
  return unread > 0 ? words('read-first', { n: unread }) : '';
}
