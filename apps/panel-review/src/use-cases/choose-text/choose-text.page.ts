import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Allow } from '#access/allow.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { chooseTextPage, readStory } from '../../addresses.js';
import { rememberText, textChoices } from '../../reading-meetings/chosen-text.js';

@Controller()
export class ChooseTextPage {
  /** For this story and those after it. Nothing is said of whether they were read. */
  @Send(chooseTextPage)
  @Allow('facilitator', 'panel-member', 'evaluator')
  choose(
    @CurrentPage() { language }: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
    @Body() body: unknown,
  ): PageAnswer {
    const asked = textIn(body, 'text');
    rememberText(request, reply, textChoices.find((each) => each === asked) ?? 'original');
    return seeOther(readStory.to({ language, sitting, story }));
  }
}
