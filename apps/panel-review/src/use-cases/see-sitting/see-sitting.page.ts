import { Controller, Param, Query } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';

import { seeMeeting } from '../../addresses.js';
import { doneOnMeeting } from '../../showing-meetings/done-told.js';
import { meetingFor, meetingWords } from '../../showing-meetings/meeting-for.js';
import { seeSittingView } from './see-sitting.view.js';

const template = pageTemplate(import.meta.url, 'see-sitting.njk');

@Controller()
export class SeeSittingPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(seeMeeting)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') id: string,
    @Query('done') done?: unknown,
  ): Promise<PageAnswer> {
    const { meeting } = await meetingFor(this.service, who, id, page.language);
    const words = meetingWords[page.language];
    const view = { ...seeSittingView(meeting, words), done: doneOnMeeting(done, words) };
    return htmlReply(template, view, page);
  }
}
