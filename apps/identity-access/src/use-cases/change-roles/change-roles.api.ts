import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, ValidateNested } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { rolesOfPersonApi } from '../../addresses.js';
import { RoleDto } from '../../roles/role.dto.js';
import { heldRoles } from '../../roles/held-roles.js';
import { ChangeRoles } from './change-roles.command.js';

export class ChangeRolesDto {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RoleDto)
  roles!: RoleDto[];
}

@ApiTags('people')
@Controller()
export class ChangeRolesApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Put(rolesOfPersonApi.pattern)
  @HttpCode(204)
  @Allow('administrator')
  async change(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('person') person: string,
    @Body() { roles }: ChangeRolesDto,
  ): Promise<void> {
    const own = who.kind === 'person' && who.person === person ? who.session : undefined;
    const done = orThrow(await this.commands.execute(new ChangeRoles(context, person, heldRoles(roles), own)));
    await this.service.views.reached(done.stream, done.version);
  }
}
