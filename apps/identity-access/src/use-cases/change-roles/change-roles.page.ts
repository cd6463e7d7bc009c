import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownProgrammes, type KnownProgramme } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { changeRolesPage, seePersonPage } from '../../addresses.js';
import { roleKey } from '../../domain/person/person.js';
import { enter } from '../../entering.js';
import { IdentitySettings } from '../../identity-settings.js';
import { SeePerson, type PersonInFull } from '../see-person/see-person.query.js';
import { ChangeRoles } from './change-roles.command.js';
import { changeRolesForm, changeRolesView, rolesChosen } from './change-roles.view.js';

const template = pageTemplate(import.meta.url, 'change-roles.njk');
const allWords = loadWords(import.meta.url, 'change-roles');

@Controller()
export class ChangeRolesPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  @Page(changeRolesPage)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('person') id: string,
  ): Promise<PageAnswer> {
    const { person, programmes } = await this.#asked(who, id);
    const state = changeRolesForm(person, programmes).filled({ roles: person.roles.map(roleKey), place: 'everywhere' });
    return this.#form(page, person, programmes, state);
  }

  @Send(changeRolesPage)
  @Allow('administrator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { person, programmes } = await this.#asked(who, id);
    const form = changeRolesForm(person, programmes);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, person, programmes, parsed);
    const { roles, role, place } = parsed.values;
    const isOwn = who.kind === 'person' && who.person === id;
    const done = await this.commands.execute(
      new ChangeRoles(context, id, rolesChosen(person, roles, role, place), isOwn ? who.session : undefined),
    );
    if (isRefusal(done)) return this.#form(page, person, programmes, form.refused(parsed.typed, done));
    // Their own session goes on as a new one: its token was of somebody with other roles.
    if (isOwn) await enter(this.service, this.settings, request, reply, id);
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seePersonPage.to({ language: page.language, person: id }, { done: 'roles-changed' }));
  }

  async #asked(
    who: SomeoneAsking,
    id: string,
  ): Promise<{ readonly person: PersonInFull; readonly programmes: readonly KnownProgramme[] }> {
    const person = orThrow(await this.queries.execute(new SeePerson(who, id)));
    const { documents } = await this.service.views.find(knownProgrammes, {
      index: 'byOrganisation',
      equals: { organisation: who.organisation },
    });
    return { person, programmes: documents };
  }

  #form(page: PageContext, person: PersonInFull, programmes: readonly KnownProgramme[], state: FormState): PageAnswer {
    return htmlReply(template, changeRolesView(person, programmes, state, allWords[page.language]), page);
  }
}
