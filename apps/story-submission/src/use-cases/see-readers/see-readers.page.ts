import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Allow, Open, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';

import { seeReaders, seeStory, seeYourReaders } from '../../addresses.js';
import { SeeStory } from '../see-story/see-story.query.js';
import { ownPage, whoAsksHere } from '../../rights/who-asks.js';
import { readersWords, readersWordsFor } from '../../readers/lines-of-readers.js';
import { panelsSeen } from '../../readers/panels-seen.js';
import { seeReadersView } from './see-readers.view.js';
import { dayAsked, whoReads } from '../../readers/who-reads.js';

const template = pageTemplate(import.meta.url, 'see-readers.njk');

/** Who could read a story now, who did, and why: for its teller without names of people, for staff with them. */
@Controller()
export class SeeReadersPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeYourReaders)
  @Open('a teller, or somebody in a story, without an account, by the code their browser carries')
  async forTeller(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('on') on?: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const found = await whoAsksHere(this.service, request, reply);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    const reads = await whoReads(this.service, found.document, await dayAsked(this.service, found.document, on));
    const panels = found.design === undefined ? [] : await panelsSeen(this.service, found.design);
    const view = seeReadersView(
      reads,
      panels,
      undefined,
      seeYourReaders.to({ language }),
      readersWordsFor(found.you, language),
    );
    return htmlReply(template, { ...view, backLink: ownPage(found, language) }, page);
  }

  @Page(seeReaders)
  @Allow('evaluator', 'administrator')
  async forStaff(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Query('on') on?: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const { document } = orThrow(await this.queries.execute(new SeeStory(who, story)));
    const reads = await whoReads(this.service, document, await dayAsked(this.service, document, on));
    const nameOf = await namesOfPeople(this.service, who, [
      ...reads.could.flatMap(({ people }) => people),
      ...reads.did.flatMap(({ person }) => (person === null ? [] : [person])),
      ...reads.looked.map(({ person }) => person),
    ]);
    const view = seeReadersView(reads, [], nameOf, seeReaders.to({ language, story }), readersWords[language]);
    return htmlReply(template, { ...view, backLink: seeStory.to({ language, story }) }, page);
  }
}
