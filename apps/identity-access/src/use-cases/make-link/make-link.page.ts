import { Body, Controller, Param, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { makeLinkPage, seePersonPage } from '../../addresses.js';
import { SeePerson } from '../see-person/see-person.query.js';
import { linkToGive } from '../../inviting/sign-in-link.js';
import { MakeLink } from './make-link.command.js';

const template = pageTemplate(import.meta.url, 'make-link.njk');
const madeTemplate = pageTemplate(import.meta.url, 'link-made.njk');
const allWords = loadWords(import.meta.url, 'make-link');

const makeLinkForm = defineForm({ lost: choices({ options: ['second-step'] }) });

@Controller()
export class MakeLinkPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Page(makeLinkPage)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('person') person: string,
  ): Promise<PageAnswer> {
    const { hasSignInName, name } = orThrow(await this.queries.execute(new SeePerson(who, person)));
    const words = allWords[page.language];
    const view = {
      title: words('heading'),
      backLink: seePersonPage.to({ language: page.language, person }),
      person: name,
      heading: words('heading'),
      paragraphs: [words(hasSignInName ? 'for-new-password' : 'for-invitation'), words('older')],
      lost: hasSignInName
        ? macroParams({
            ...showForm(makeLinkForm, makeLinkForm.empty, words).fields.lost,
            fieldset: { legend: { text: words('lost') } },
            items: [{ value: 'second-step', text: words('lost-second-step') }],
          })
        : null,
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }

  @Send(makeLinkPage)
  @Allow('administrator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Param('person') person: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { hasSignInName, name } = orThrow(await this.queries.execute(new SeePerson(who, person)));
    const parsed = makeLinkForm.parse(body);
    const { link } = orThrow(
      await this.commands.execute(new MakeLink(context, person, parsed.ok && parsed.values.lost.length > 0)),
    );
    const words = allWords[page.language];
    const view = {
      title: words('made'),
      isShownOnce: true,
      person: name,
      heading: words('made'),
      explanation: words(hasSignInName ? 'within-a-day' : 'within-seven-days'),
      link: linkToGive(request, link),
      back: { text: words('to-person'), href: seePersonPage.to({ language: page.language, person }) },
    };
    return htmlReply(madeTemplate, view, page);
  }
}
