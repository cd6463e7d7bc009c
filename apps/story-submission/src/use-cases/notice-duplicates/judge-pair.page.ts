import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { storiesToRead } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { consentShown } from '#service-kit/stories/consent-beside.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { langOf } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';
import { writeDate, writeShare } from '#web/written.js';

import { judgePairPage, storiesAlikePage, undoPairPage } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { firstReaders, programmeToRead } from '../../stories/stories-to-read.js';
import { JudgePair, UndoPair } from './judge-pair.command.js';
import { pairSeen, pairsIn, type PairSeen, type StoryOfPair } from './pairs-seen.js';

const listTemplate = pageTemplate(import.meta.url, 'stories-alike.njk');
const template = pageTemplate(import.meta.url, 'judge-pair.njk');
const allWords = loadWords(import.meta.url, 'judge-pair');

const form = defineForm({
  answer: choice({ options: ['not-the-same', 'keep-one', 'keep-other'], required: 'answer-missing' }),
  why: longText({ limit: { characters: 2_000, words: 'why-too-long' } }),
});

@Controller()
export class JudgePairPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(storiesAlikePage)
  @Allow(...firstReaders)
  async list(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const design = await programmeToRead(this.service, who, programme);
    const lines = async (state: 'to-judge' | 'put-together') =>
      (await pairsIn(this.service, who, programme, state)).map(({ id, references: [one, other], likeness }) => ({
        text: words('pair', { one, other }),
        href: judgePairPage.to({ language, programme, pair: id }),
        likeness: words('likeness', { share: writeShare(language, likeness / 100) }),
      }));
    const view = {
      title: words('list-title'),
      backLink: storiesToRead.to({ language, programme }),
      programme: design.name[language],
      heading: words('list-heading'),
      explanation: words('list-explanation'),
      pairs: await lines('to-judge'),
      empty: words('list-empty'),
      togetherHeading: words('list-together'),
      together: await lines('put-together'),
    };
    return htmlReply(listTemplate, view, page);
  }

  @Page(judgePairPage)
  @Allow(...firstReaders)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('pair') id: string,
  ): Promise<PageAnswer> {
    return answer(page, await pairSeen(this.service, who, programme, id), form.empty);
  }

  @Send(judgePairPage)
  @Allow(...firstReaders)
  async judge(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('pair') id: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const seen = await pairSeen(this.service, who, programme, id);
    const parsed = form.parse(body);
    if (!parsed.ok) return answer(page, seen, parsed);
    const { answer: said, why = '' } = parsed.values;
    const { one, other } = seen.pair;
    const keep = said === 'keep-one' ? one : said === 'keep-other' ? other : null;
    const done = await this.commands.execute(new JudgePair(context, seen.pair, { keep, why }));
    if (isRefusal(done)) return answer(page, seen, form.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(storiesAlikePage.to({ language: page.language, programme }));
  }

  @Send(undoPairPage)
  @Allow(...firstReaders)
  async undo(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('pair') id: string,
  ): Promise<PageAnswer> {
    const seen = await pairSeen(this.service, who, programme, id);
    const done = await this.commands.execute(new UndoPair(context, seen.pair));
    if (isRefusal(done)) return answer(page, seen, form.refused({}, done));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(judgePairPage.to({ language: page.language, programme, pair: id }));
  }
}

const answer = (page: PageContext, seen: PairSeen, state: FormState): PageAnswer =>
  htmlReply(template, judgePairView(seen, state, allWords[page.language]), page);

function judgePairView({ pair, both, why }: PairSeen, state: FormState, words: Words) {
  const { language } = words;
  const { programme } = pair;
  const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
  const [one, other] = both;
  const kept = both.find(({ id }) => id === pair.keep);
  return {
    title: words('title'),
    backLink: storiesAlikePage.to({ language, programme }),
    errors,
    heading: words('heading'),
    likeness: words('likeness', { share: writeShare(language, pair.likeness / 100) }),
    explanation: words('explanation'),
    stories: both.map((story) => storyShown(story, words)),
    together:
      kept === undefined
        ? null
        : {
            text: words('is-together', { reference: kept.reference }),
            why: why === null ? '' : words('why-was', { why }),
            undoText: words('undo-text'),
            action: undoPairPage.to({ language, programme, pair: pair.id }),
            undo: words('undo'),
          },
    judged: pair.state === 'not-the-same' ? words('is-not-the-same') : '',
    answer: macroParams({
      ...fields.answer,
      fieldset: { legend: { text: words('answer'), size: 'm' } },
      items: [
        { value: 'not-the-same', text: words('not-the-same') },
        { value: 'keep-one', text: words('keep', { reference: one.reference }) },
        { value: 'keep-other', text: words('keep', { reference: other.reference }) },
      ],
    }),
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 3 }),
    what: words('what-follows'),
    send: words('send'),
  };
}

const storyShown = ({ reference, toldOn, language, isImported, text, consent }: StoryOfPair, words: Words) => ({
  heading: words('story', { reference }),
  told: words(isImported ? 'imported' : 'told', { date: writeDate(words.language, toldOn) }),
  lang: langOf(language),
  title: text?.title ?? '',
  paragraphs: text === null ? [] : paragraphsOf(text.narrative),
  consent: consentShown(consent, words.language),
  withheld: text === null ? words('withheld') : '',
});
