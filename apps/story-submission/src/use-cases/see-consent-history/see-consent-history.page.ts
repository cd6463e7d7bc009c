import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { consentHistoryApi, seeConsentHistory, seeReaders, seeStory } from '../../addresses.js';
import { storyStream } from '../../domain/story/events.js';
import { wordsOver } from '../../readers/words-over.js';
import { keepers } from '../../stories/keepers.js';
import { lineOfStep, stepWords } from '../../rights/line-of-step.js';
import { consentHistory, consentWritten } from '../../rights/consent-history.js';
import { SeeStory } from '../see-story/see-story.query.js';

const template = pageTemplate(import.meta.url, 'see-consent-history.njk');
const allWords = loadWords(import.meta.url, 'see-consent-history');

/** Each answer about a story, who gave it and how, and what became of it: for staff. */
@ApiTags('rights')
@Controller()
export class SeeConsentHistoryPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeConsentHistory)
  @Allow(...keepers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { document, design } = orThrow(await this.queries.execute(new SeeStory(who, story)));
    const steps = await this.#steps(who, story);
    // Staff are not who “you” is: where the words of a step speak to the teller, those for staff speak of them.
    const said = wordsOver(words, stepWords[language]);
    const view = {
      title: words('heading'),
      backLink: seeStory.to({ language, story }),
      heading: words('heading'),
      reference: words('reference', { reference: document.reference }),
      steps: steps.map((step) => lineOfStep(step, said, design?.timezone)),
      readers: { text: words('readers'), href: seeReaders.to({ language, story }) },
    };
    return htmlReply(template, view, page);
  }

  @Get(consentHistoryApi.pattern)
  @Allow(...keepers)
  async list(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    orThrow(await this.queries.execute(new SeeStory(who, story)));
    return { items: await this.#steps(who, story), next: null };
  }

  /** Names of those who helped are opened for whoever keeps the register, who is refused where the teller left them out. */
  async #steps(who: SomeoneAsking, story: string) {
    const owner = storyStream(story);
    const written = await consentWritten(this.service, story);
    const unlocked = await this.service.unlocking.unlockOne({ owner, reader: who, purpose: 'rights', use: 'read' });
    return consentHistory(written, unlocked);
  }
}
