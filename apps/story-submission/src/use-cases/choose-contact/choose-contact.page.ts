import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { chooseContactPage, seeYourStory } from '../../addresses.js';
import type { TellerContact } from '../../domain/contact/contact.js';
import { storyStream } from '../../domain/story/events.js';
import { storySubmissionErrors } from '../../errors.js';
import { contacts } from '../../read-models/contacts/contacts.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { storyCarried } from '../../stories/story-carried.js';
import { tellDone } from '../../stories/done-told.js';
import { ChooseContact, StopContact } from './choose-contact.command.js';
import { chooseContactForm } from './choose-contact.form.js';
import { contactOf, ways } from '../../telling-back/contact-given.js';

const template = pageTemplate(import.meta.url, 'choose-contact.njk');
const allWords = loadWords(import.meta.url, 'choose-contact');

@Controller()
export class ChooseContactPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(chooseContactPage)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language: page.language }));
    return this.#answer(page, await this.#chosen(story, page.language));
  }

  @Send(chooseContactPage)
  @Open('a teller without an account, by the code their browser carries')
  async choose(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    const parsed = chooseContactForm.parse(body);
    if (!parsed.ok) return this.#answer(page, parsed);
    const { typed, values } = parsed;
    const given = contactOf(values, language);
    if (given !== 'stop' && 'wrong' in given) {
      const wrong = { kind: 'wrong' as const, field: given.field, wrong: { words: given.wrong } };
      return this.#answer(page, { typed, errors: [wrong] });
    }
    const command =
      given === 'stop' ? new StopContact(context, story, 'teller') : new ChooseContact(context, story, given);
    const done = await this.commands.execute(command);
    if (isRefusal(done)) return this.#answer(page, chooseContactForm.refused(typed, done));
    return tellDone(language, given === 'stop' ? 'contact-stopped' : 'contact');
  }

  /** What they chose before, their own to read. */
  async #chosen(story: StoryDocument, language: 'en' | 'cy'): Promise<FormState> {
    const known = await this.service.views.get(contacts, story.id);
    if (known === undefined) return chooseContactForm.filled({ language });
    if (known.isStopped) return chooseContactForm.filled({ way: 'stop', language });
    const reader = { person: story.teller, organisation: story.organisation };
    const owner = storyStream(story.id);
    const answer = await this.service.unlocking.unlockOne({ owner, reader, purpose: 'teller', use: 'read' });
    const contact =
      known.contact !== null && answer.kind === 'granted' ? answer.open<TellerContact>(known.contact) : undefined;
    return chooseContactForm.filled({
      way: known.channel ?? '',
      mail: known.channel === 'mail' ? (contact?.address ?? '') : '',
      letter: known.channel === 'letter' ? (contact?.address ?? '') : '',
      language: known.language ?? language,
      safely: contact?.safely ?? '',
    });
  }

  #answer(page: PageContext, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(chooseContactForm, state, words, storySubmissionErrors);
    const view = {
      title: words('title'),
      backLink: seeYourStory.to({ language }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      way: macroParams({
        ...fields.way,
        fieldset: { legend: { text: words('way'), classes: 'nhsuk-fieldset__legend--m' } },
        items: ways.map((value) => ({
          value,
          text: words(`way-${value}`),
          hint: { text: words(`way-${value}-hint`) },
        })),
      }),
      mail: macroParams({
        ...fields.mail,
        label: { text: words('mail') },
        type: 'email',
        autocomplete: 'email',
        spellcheck: false,
      }),
      letter: macroParams({
        ...fields.letter,
        label: { text: words('letter') },
        autocomplete: 'street-address',
        rows: 4,
      }),
      language: macroParams({
        ...fields.language,
        fieldset: { legend: { text: words('language'), classes: 'nhsuk-fieldset__legend--s' } },
        items: (['en', 'cy'] as const).map((value) => ({ value, text: words(`language-${value}`) })),
      }),
      safely: macroParams({ ...fields.safely, label: { text: words('safely') }, hint: { text: words('safely-hint') } }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
