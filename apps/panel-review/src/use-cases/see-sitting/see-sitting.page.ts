import { Controller, Param } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeMeeting } from '../../addresses.js';
import { calendarDay } from '../../domain/sitting/calendar-day.js';
import { nextStepFor } from '../../domain/sitting/next-step.js';
import { openRoundOf } from '../../domain/sitting/state.js';
import { designOf, namesOfMeeting } from '../../reading-meetings/meeting-name.js';
import { namesOfPeople } from '#service-kit/names-of-people.js';
import { openedReasons, openedStories, readerOn } from '../../reading-meetings/opened-texts.js';
import { answersHeard } from '../../reading-meetings/answers-heard.js';
import { orderOfReading } from '../../reading-meetings/order-of-reading.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { roundWithRoll } from '../../reading-meetings/round-with-roll.js';
import { seeSittingView } from './see-sitting.view.js';

const template = pageTemplate(import.meta.url, 'see-sitting.njk');
const words = loadWords(import.meta.url, 'see-sitting');

@Controller()
export class SeeSittingPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(seeMeeting)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('sitting') id: string,
  ): Promise<PageAnswer> {
    const { service } = this;
    const document = await sittingFor(service, who, id);
    const { state } = document;
    const { opened, stories, reasons } = state;
    const open = openRoundOf(state);
    const round = open === undefined ? undefined : await roundWithRoll(service, open.round);
    const people = await namesOfPeople(service, who, [
      ...opened.members,
      opened.facilitator,
      ...reasons.map(({ author }) => author),
    ]);
    const ids = stories.map(({ story }) => story);
    const reader = readerOn(opened.panel, who);
    const texts = await openedStories(service, reader, ids);
    const design = await designOf(service, opened.programme);
    const view = seeSittingView(
      {
        person: who.person,
        state,
        today: calendarDay(service.clock.now(), design?.timezone ?? 'Europe/London'),
        round,
        people,
        design,
        names: namesOfMeeting(design, opened, page.language),
        next: nextStepFor(who.person, state, round),
        order: orderOfReading(state, who.person),
        texts: new Map(ids.map((story, at) => [story, texts[at] ?? { withheld: 'unknown' as const }])),
        reasons: await openedReasons(service, reader, reasons, 'this-panel'),
        answers: state.isClosed ? await answersHeard(service, reader, document) : [],
      },
      words[page.language],
    );
    return htmlReply(template, view, page);
  }
}
