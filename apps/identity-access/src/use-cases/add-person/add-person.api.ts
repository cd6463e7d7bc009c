import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { peopleApi } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';
import { forInvitation, InvitePerson } from '../invite-person/invite-person.command.js';
import { AddPerson } from './add-person.command.js';
import { AddPersonDto } from './add-person.dto.js';
import { heldRoles } from '../../roles/held-roles.js';
import { signInLink } from '../../inviting/sign-in-link.js';

@ApiTags('people')
@Controller()
export class AddPersonApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  @Post(peopleApi.pattern)
  @Allow('administrator')
  async add(
    @Command() context: CommandContext,
    @Body() { id = idFrom(context.commandId, 'person'), name, roles, language = 'en', inviteTo }: AddPersonDto,
  ): Promise<{ readonly person: string; readonly link: string | null }> {
    const done = orThrow(await this.commands.execute(new AddPerson(context, id, name, heldRoles(roles), language)));
    await this.service.views.reached(done.stream, done.version);
    if (inviteTo !== undefined) {
      orThrow(await this.commands.execute(new InvitePerson(forInvitation(context), id, inviteTo)));
      return { person: id, link: null };
    }
    return { person: id, link: await signInLink(this.settings, context, id, language) };
  }
}
