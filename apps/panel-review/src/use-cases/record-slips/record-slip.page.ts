import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { loadWords, type Words } from '#web/words/words.js';

import { recordSlipPage, slipsPage } from '../../addresses.js';
import { answerForm } from '../../answering/answer.form.js';
import { answerTemplate, answerView, notNowView } from '../../answering/answer.view.js';
import { storiesAsked, type StoriesAsked } from '../../answering/stories-asked.js';
import { titleWithin } from '../../reading-meetings/titled-stories.js';
import { RecordSlip } from './record-slip.command.js';
import { slipsOfRound, type MemberAsked, type SlipsOfRound } from './slips-of-round.js';

const allWords = loadWords(import.meta.url, 'record-slip');

/** Which of the stories they skipped is theirs to say. */
interface Recording extends Pick<SlipsOfRound, 'round'>, StoriesAsked {
  readonly asked: MemberAsked;
  readonly name: string;
}

/** The questions of a member’s own answer, asked of whoever writes it down. What was recorded before is not shown. */
@Controller()
export class RecordSlipPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(recordSlipPage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('round') round: string,
    @Param('member') member: string,
  ): Promise<PageAnswer> {
    return this.#form(page, await this.#recording(who, round, member), undefined);
  }

  @Send(recordSlipPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('round') round: string,
    @Param('member') member: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const recording = await this.#recording(who, round, member);
    const stories = recording.notTooClose.map(({ story }) => story);
    const { form, ballotOf } = answerForm(recording.round.begun, stories);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, recording, parsed);
    const given = ballotOf(parsed.values);
    if (isRefusal(given)) return this.#form(page, recording, form.refused(parsed.typed, given));
    const done = await this.commands.execute(new RecordSlip(context, round, member, given));
    if (isRefusal(done)) return this.#form(page, recording, form.refused(parsed.typed, done));
    return seeOther(slipsPage.to({ language: page.language, round }));
  }

  #form(page: PageContext, recording: Recording, given: FormState | undefined): PageAnswer {
    const { language } = page;
    const { round, asked, name, notTooClose, tooClose, heldBack, proposed } = recording;
    const { begun } = round;
    const words = allWords[language];
    const frame = {
      backLink: slipsPage.to({ language, round: begun.round }),
      heading: words('heading', { name }),
      round: words('round', { number: begun.number }),
      answered: asked.answer === 'recorded' ? words('recorded') : '',
      notOffered: [
        ...tooClose.map((story) => words('too-close', { title: titleWithin(story, words) })),
        ...heldBack.map(({ reference }) => words('held-back', { reference })),
      ],
    };
    // Of what was sent a moment too late the form keeps what was typed, and says why.
    const notNow = given === undefined ? notNowWords(recording, words) : '';
    const view =
      notNow === ''
        ? answerView(frame, { begun, stories: notTooClose, proposed, asksReach: false, given }, words)
        : notNowView(frame, notNow, words);
    return htmlReply(answerTemplate, view, page);
  }

  async #recording(who: SomeoneAsking, id: string, member: string): Promise<Recording> {
    const { round, sitting, members } = await slipsOfRound(this.service, who, id);
    const asked = members.find((each) => each.member === member);
    if (asked === undefined) return throwRefusal(refuse('slip-of-no-member', 'member'));
    const people = await namesOfPeople(this.service, who, [member]);
    const stories = await storiesAsked(this.service, who, sitting, round.begun, member);
    return { round, asked, name: people(member), ...stories };
  }
}

/** Empty: an answer can be recorded. */
function notNowWords({ round, asked }: Recording, words: Words): string {
  if (round.stopped !== undefined) return words('round-closed');
  if (asked.answer === 'own') return words('answered-own');
  if (!asked.mayChoose) return words('may-choose-nothing');
  return asked.unread > 0 ? words('read-first', { n: asked.unread }) : '';
}
