import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { bringInStory, storyMedia } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { tellForTellerPage } from '../../addresses.js';
import { codesGivenTemplate } from '../../telling-together/codes-given.js';
import { bringers, programmeToBringInto } from '../../telling-together/who-brings-in.js';
import { parseBoth, type FormsShown } from '../../telling/with-further-questions.js';
import { extraForm } from '../../telling/written-down.form.js';
import { TellStory, type StoryTold } from '../tell-story/tell-story.command.js';
import { toldToAnother, tellForTellerForm } from './tell-for-teller.form.js';
import { tellForTellerView } from './tell-for-teller.view.js';

const template = pageTemplate(import.meta.url, 'tell-for-teller.njk');
const allWords = loadWords(import.meta.url, 'tell-for-teller');

/** A story that one person told and another wrote down: an interview, or a recording or signing written up. */
@Controller()
export class TellForTellerPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(tellForTellerPage)
  @Allow(...bringers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const design = await programmeToBringInto(this.service, who, programme);
    const forms = { fixed: tellForTellerForm(design).empty, further: extraForm(design).empty };
    return htmlReply(template, tellForTellerView(design, forms, allWords[page.language]), page);
  }

  /** The code is the answer itself: it is shown once, for the teller to take with them. */
  @Send(tellForTellerPage)
  @Allow(...bringers)
  async tell(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const design = await programmeToBringInto(this.service, who, programme);
    const { language } = page;
    const { filled, unfilled, wrong, refused } = parseBoth(tellForTellerForm(design), extraForm(design), body);
    const again = (forms: FormsShown): PageAnswer =>
      htmlReply(template, tellForTellerView(design, forms, allWords[language]), page);
    if (filled === undefined) return again(unfilled);
    const told = toldToAnother(design, filled, { collector: who.person, language, at: context.at });
    if ('problem' in told) return again(wrong(told.problem));
    const done = await this.commands.execute(new TellStory(context, programme, told));
    if (isRefusal(done)) return again(refused(done));
    await this.service.views.reached(done.done.stream, done.done.version);
    return codeGiven(page, done, told.route === 'transcript');
  }
}

function codeGiven(page: PageContext, { done, story, reference, code }: StoryTold, isRecorded: boolean): PageAnswer {
  const { language } = page;
  const words = allWords[language];
  const view = {
    title: words('given'),
    isShownOnce: true,
    heading: words('given-heading', { reference }),
    paragraphs: done.replayed ? [words('given-before')] : [words('given-once'), words('given-what')],
    address: words('given-address'),
    codes: done.replayed ? [] : [{ name: words('given-code'), code }],
    next: isRecorded
      ? { text: words('add-recording'), href: storyMedia.to({ language, story }) }
      : { text: words('next'), href: bringInStory.to({ language }) },
  };
  return htmlReply(codesGivenTemplate, view, page);
}
