import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import { holdsRole, type SomeoneAsking } from '#access/principal.js';
import { calendarDay, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { UnknownCursor } from '#projections/range.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeMeetings } from '../../addresses.js';
import { isTheirTurn, nextStepFor, type NextStep } from '../../domain/sitting/next-step.js';
import { membersPresent, openRoundOf } from '../../domain/sitting/state.js';
import type { SittingDocument } from '../../read-models/sittings/sittings.js';
import { designOf, namesOfMeeting } from '../../reading-meetings/meeting-name.js';
import { orderOfReading } from '../../reading-meetings/order-of-reading.js';
import { roundWithRoll } from '../../reading-meetings/round-with-roll.js';
import { debriefsFor } from '../../reading-meetings/debriefs-for.js';
import { doneOnMeetings } from '../../showing-meetings/done-told.js';
import { SeeSittings } from './see-sittings.query.js';
import { seeSittingsView, type MeetingListed } from './see-sittings.view.js';

const template = pageTemplate(import.meta.url, 'see-sittings.njk');
const words = loadWords(import.meta.url, 'see-sittings');

const closedOnAPage = 25;

interface OnePage {
  readonly meetings: readonly SittingDocument[];
  /** After which of the closed ones the next page begins. */
  readonly older: string | undefined;
}

/** What is open stands before all that is closed; further on it is not said again. */
function onePage(seen: readonly SittingDocument[], after: string | undefined): OnePage {
  const open = seen.filter(({ isClosed }) => !isClosed);
  const closed = seen.filter(({ isClosed }) => isClosed);
  const start = after === undefined ? 0 : closed.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && start === 0) throw new UnknownCursor(after);
  const shown = closed.slice(start, start + closedOnAPage);
  return {
    meetings: after === undefined ? [...open, ...shown] : shown,
    older: closed.length > start + closedOnAPage ? shown.at(-1)?.id : undefined,
  };
}

@Controller()
export class SeeSittingsPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeMeetings)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query('done') done?: unknown,
    @Query('after') after?: string,
  ): Promise<PageAnswer> {
    const { meetings: seen, older } = onePage(await this.queries.execute(new SeeSittings(who)), after);
    const programmes = [...new Set(seen.map(({ programme }) => programme))];
    const designs = new Map(
      await Promise.all(programmes.map(async (id) => [id, await designOf(this.service, id)] as const)),
    );
    const listed = await Promise.all(
      seen.map((each) => this.#listed(who.person, page, each, designs.get(each.programme))),
    );
    const mayOpen = holdsRole(who, ['facilitator']);
    const isWaitedFor = (await debriefsFor(this.service, who)).length > 0;
    const maySit = holdsRole(who, ['facilitator', 'panel-member']);
    const isFirstPage = who.kind === 'person' && who.roles.every(({ role }) => role === 'panel-member');
    const its = words[page.language];
    const view = seeSittingsView(listed, { mayOpen, maySit, isFirstPage, isWaitedFor, after, older }, its);
    return htmlReply(template, { ...view, done: doneOnMeetings(done, its) }, page);
  }

  async #listed(
    person: string,
    { language }: PageContext,
    document: SittingDocument,
    design: ProgrammeDesign | undefined,
  ): Promise<MeetingListed> {
    const { id, state, openedAt } = document;
    const today = calendarDay(this.service.clock.now(), design?.timezone ?? timeZoneOfWales);
    const open = openRoundOf(state);
    const round = open === undefined ? undefined : await roundWithRoll(this.service, open.round);
    const names = namesOfMeeting(design, state.opened, language);
    const isOfPanel = membersPresent(state).includes(person) || state.opened.facilitator === person;
    const next: NextStep = isOfPanel
      ? nextStepFor(person, state, round)
      : { step: document.isClosed ? 'closed' : 'wait' };
    const firstUnread =
      next.step === 'read'
        ? orderOfReading(state, person).find(({ story }) => next.stories.includes(story))?.story
        : undefined;
    return {
      id,
      openedAt,
      timeZone: design?.timezone,
      names,
      heldIn: state.opened.heldIn,
      isClosed: document.isClosed,
      firstUnread,
      next,
      isTheirTurn: isTheirTurn(next, state, today),
      answerBy: open?.answerBy ?? null,
      isSecret: round?.begun.secret === true,
    };
  }
}
