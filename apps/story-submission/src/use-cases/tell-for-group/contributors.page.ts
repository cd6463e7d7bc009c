import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { storiesToRead } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import { homePage, type PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { contributorCodePage, contributorsPage, replaceContributorCodePage } from '../../addresses.js';
import { longestNarrative } from '../../domain/story/story.js';
import { storyStream } from '../../domain/story/events.js';
import { storySubmissionErrors } from '../../errors.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { keepers } from '../../stories/keepers.js';
import { OfferWithout, ReplaceContributorCode } from './add-contributors.command.js';
import { codesGivenPage } from '../../telling-together/codes-given.js';
import { contributorsSeen } from './contributors-seen.js';
import { bringers, storyBroughtIn } from '../../telling-together/who-brings-in.js';

const template = pageTemplate(import.meta.url, 'contributors.njk');
const allWords = loadWords(import.meta.url, 'contributors');

const form = defineForm({
  narrative: longText({ required: 'narrative-missing', limit: { characters: longestNarrative, words: 'too-long' } }),
});

/** Whose answers a story waits for, and a version without whoever took their part back. */
@Controller()
export class ContributorsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(contributorsPage)
  @Allow(...bringers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    const document = await storyBroughtIn(this.service, who, story);
    return this.#answer(page, who, document, form.filled({ narrative: await this.#textFor(who, document) }));
  }

  @Send(contributorsPage)
  @Allow(...bringers)
  async offerWithout(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const document = await storyBroughtIn(this.service, who, story);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, who, document, parsed);
    const done = await this.commands.execute(new OfferWithout(context, document, parsed.values.narrative));
    if (isRefusal(done)) return this.#answer(page, who, document, form.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(contributorsPage.to({ language: page.language, story }));
  }

  @Send(contributorCodePage)
  @Allow(...bringers)
  async replaceCode(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Param('contributor') contributor: string,
  ): Promise<PageAnswer> {
    const document = await storyBroughtIn(this.service, who, story);
    const seen = await contributorsSeen(this.service, who, document);
    const { done, code } = orThrow(
      await this.commands.execute(new ReplaceContributorCode(context, story, contributor)),
    );
    await this.service.views.reached(done.stream, done.version);
    const at = seen.items.findIndex((one) => one.contributor === contributor);
    const name = seen.items[at]?.name ?? allWords[page.language]('person', { number: at + 1 });
    const codes = code === undefined ? [] : [{ contributor, name, code }];
    return codesGivenPage(page, { story, reference: document.reference, codes });
  }

  /** What whoever reads first may read; whoever only brought it in writes it anew. */
  async #textFor(who: SomeoneAsking, document: StoryDocument): Promise<string> {
    if (!mayActOn(who, document, ['evaluator', 'facilitator'])) return '';
    const answer = await this.service.unlocking.unlockOne({
      ...{ owner: storyStream(document.id), reader: who, purpose: 'moderate', use: 'read' },
    });
    return answer.kind === 'granted' ? answer.open<StoryText>(document.text).narrative : '';
  }

  async #answer(page: PageContext, who: SomeoneAsking, document: StoryDocument, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { id: story, programme, reference } = document;
    const seen = await contributorsSeen(this.service, who, document);
    const design = (await this.service.views.get(knownProgrammes, programme))?.design;
    const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
    const isFirstReader = mayActOn(who, document, ['evaluator', 'facilitator']);
    const view = {
      title: words('title'),
      backLink: isFirstReader ? storiesToRead.to({ language, programme }) : homePage.to({ language }),
      errors: seen.hasSomeoneTakenBack ? errors : [],
      heading: words('heading', { reference }),
      standing: [
        seen.items.length === 0
          ? words('nobody-listed')
          : seen.awaited === 0
            ? words('none-awaited')
            : words('awaited', { n: seen.awaited }),
        ...(seen.hasSomeoneTakenBack ? [words('someone-took-back')] : []),
      ],
      readersHeading: words('readers'),
      readers: seen.audiences.map((one) =>
        one === 'panel' || one === 'organisation' || one === 'partner' || one === 'public'
          ? (design?.consentWording.audiences[one][language] ?? one)
          : one,
      ),
      nobody: words('nobody'),
      people: seen.items.map((one, at) => ({
        name: one.name ?? words('person', { number: at + 1 }),
        contact: one.contact === null ? '' : words('contact', { contact: one.contact }),
        state: words(`state-${one.state}`),
        action:
          one.state === 'awaited' || one.state === 'answered'
            ? contributorCodePage.to({ language, story, contributor: one.contributor })
            : '',
        sendCode:
          mayActOn(who, document, [...keepers]) && one.hasContact && one.state !== 'took-back'
            ? replaceContributorCodePage.to({ language, story, contributor: one.contributor })
            : '',
        suffix: `-${String(at)}`,
      })),
      newCode: words('new-code'),
      newCodeText: words('new-code-text'),
      sendCode: { text: words('send-code'), hint: words('send-code-text') },
      without: seen.hasSomeoneTakenBack
        ? {
            heading: words('without'),
            text: words('without-text'),
            narrative: macroParams({ ...fields.narrative, label: { text: words('narrative'), size: 's' }, rows: 12 }),
            send: words('send'),
          }
        : null,
    };
    return htmlReply(template, view, page);
  }
}
