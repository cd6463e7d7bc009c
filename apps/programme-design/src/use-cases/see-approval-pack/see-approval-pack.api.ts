import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { versionTag } from '#service-kit/http/etag.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { Language } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { approvalPackApi, approvalPackTextApi } from '../../addresses.js';
import { undecidedOf } from '../../domain/programme/undecided.js';
import { programmeToChange } from '../../programme-to-change.js';
import { approvalPack } from './pack.js';
import { packAsMarkdown } from './pack-as-markdown.js';
import { SeeApprovalPack } from './see-approval-pack.query.js';
import { leadOf } from './see-approval-pack.view.js';

const allWords = loadWords(import.meta.url, 'see-approval-pack');
const languageAsked = (asked: unknown): Language => (asked === 'cy' ? 'cy' : 'en');

@ApiTags('approval')
@ApiQuery({ name: 'language', required: false, enum: ['en', 'cy'] })
@Controller()
export class SeeApprovalPackApi {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** The ETag is what an approval has to name in If-Match. */
  @Get(approvalPackApi.pattern)
  @Allow('administrator', 'evaluator')
  @ApiOkResponse({
    description:
      'The pack as it stands: { programme, version, approval, undecided, changedSince, approvals, sections }. People by their ids.',
  })
  async see(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('language') asked?: string,
  ) {
    const seen = await this.#pack(who, programme);
    const { design, version } = seen.programme;
    const language = languageAsked(asked);
    reply.header('etag', versionTag(version));
    return {
      programme,
      version,
      approval: design.approval ?? null,
      undecided: undecidedOf(design),
      changedSince: seen.since.map(({ revision, at, by, event }) => ({ revision, at, by, change: event.type })),
      approvals: seen.approvals,
      sections: approvalPack(design, allWords[language]),
    };
  }

  @Get(approvalPackTextApi.pattern)
  @Allow('administrator', 'evaluator')
  @ApiOkResponse({ description: 'The same as a file, in Markdown.' })
  async file(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('language') asked?: string,
  ): Promise<StreamableFile> {
    const { programme: document } = await this.#pack(who, programme);
    const language = languageAsked(asked);
    const words = allWords[language];
    const sections = approvalPack(document.design, words);
    const title = `${words('heading')}: ${document.design.name[language]}`;
    const lead = leadOf(document, this.service.clock.now(), words);
    reply.header('content-disposition', 'attachment; filename="approval-pack.md"');
    return new StreamableFile(Buffer.from(packAsMarkdown(title, lead, sections)), {
      type: 'text/markdown; charset=utf-8',
    });
  }

  async #pack(who: SomeoneAsking, programme: string) {
    await programmeToChange(this.queries, who, programme);
    return orThrow(await this.queries.execute(new SeeApprovalPack(who.organisation, programme)));
  }
}
