import { Controller, Get, Param, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { csvForSpreadsheets } from '#service-kit/http/csv-for-spreadsheets.js';
import { versionTag } from '#service-kit/http/etag.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { frameworkApi, frameworkCsvApi } from '../../addresses.js';
import { SeeProgramme } from '../see-programme/see-programme.query.js';
import { frameworkOf } from './see-framework.query.js';

const head = ['id', 'kind', 'group_en', 'group_cy', 'name_en', 'name_cy', 'description_en', 'description_cy'];

@ApiTags('frameworks')
@Controller()
export class SeeFrameworkApi {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(frameworkApi.pattern)
  @Allow('administrator', 'evaluator', 'facilitator')
  async see(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FrameworkDesign> {
    orThrow(await this.queries.execute(new SeeProgramme(who.organisation, programme)));
    const { version, name, themes } = await frameworkOf(this.service, programme);
    reply.header('etag', versionTag(version));
    return { name, themes };
  }

  /** As it can be brought in again: themes in use, in the columns of the import. */
  @Get(frameworkCsvApi.pattern)
  @Allow('administrator', 'evaluator', 'facilitator')
  async csv(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    orThrow(await this.queries.execute(new SeeProgramme(who.organisation, programme)));
    const { themes } = await frameworkOf(this.service, programme);
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="framework.csv"');
    const lines = themes
      .filter(({ isRetired }) => !isRetired)
      .map(({ id, kind, group = { en: '', cy: '' }, name, description }) => [
        ...[id, kind, group.en, group.cy],
        ...[name.en, name.cy, description.en, description.cy],
      ]);
    return csvForSpreadsheets([head, ...lines]);
  }
}
