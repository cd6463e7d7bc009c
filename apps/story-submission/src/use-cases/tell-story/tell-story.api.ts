import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Asking, Open } from '#access/allow.js';
import type { Principal } from '#access/principal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { CodeOfRequest } from '#service-kit/http/code-of-request.js';
import { hashCode } from '#service-kit/codes.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { storyApi, tellStoryApi } from '../../addresses.js';
import type { StoryEvent } from '../../domain/story/events.js';
import { leavingOut } from '../../readers/leaving-out.js';
import type { CircumstancesDto } from '../../telling/circumstances.dto.js';
import { nothingTold, type CircumstancesTold } from '../../telling/circumstances-told.js';
import { audiencesOf } from '../../consent/consent-of.js';
import { TellStory } from './tell-story.command.js';
import { TellStoryDto } from './tell-story.dto.js';

@ApiTags('stories')
@Controller()
export class TellStoryApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(tellStoryApi.pattern)
  @Open('anybody may tell a story while a period is open')
  async tell(
    @Command() context: CommandContext,
    @CodeOfRequest() codeOfRequest: string,
    @Asking() who: Principal,
    @Param('programme') programme: string,
    @Body() body: TellStoryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const collector = who.kind === 'person' ? who.person : null;
    const { period, domain = null, language, route = collector === null ? 'own' : 'interview' } = body;
    const told = {
      ...{ period, domain, language, route, collector },
      text: {
        title: body.title ?? null,
        narrative: body.narrative,
        whySignificant: body.whySignificant ?? null,
        place: body.place ?? null,
        tellerRole: body.tellerRole ?? null,
        collectorRole: body.relation ?? null,
        changeHappenedOn: body.changeHappenedOn ?? null,
        contentNotes: body.contentNotes ?? [],
        peopleAffected: body.peopleAffected ?? null,
        recommendation: body.recommendation ?? null,
        notes: null,
      },
      extra: body.extra ?? {},
      circumstances: { ...nothingTold, ...given(body.circumstances) },
      names: { teller: body.tellerName ?? null, collector: null },
      consent: {
        audiences: audiencesOf(body.audiences),
        exclusions: [],
        uses: body.uses ?? [],
        wordingVersion: body.wordingVersion,
        language: body.consentLanguage,
        answeredAt: context.at,
        how: collector === null ? ('own' as const) : ('collector' as const),
      },
    };
    const tell = new TellStory(context, programme, told, codeOfRequest, leavingOut(body.leaveOut));
    const { done, story, reference, code, madeHarmless } = orThrow(await this.commands.execute(tell));
    reply.header('location', storyApi.to({ story }));
    const said = { story, reference, version: done.version, madeHarmless };
    return mayHaveCode(done, hashCode(code, this.service.secret), context.at) ? { ...said, code } : said;
  }
}

const codeAgainWithinMs = 24 * 3_600_000;

/** Whoever lost the answer sends it again soon: later, others have read what only its teller could send. */
function mayHaveCode({ replayed, events }: Executed<StoryEvent>, codeHash: string, at: string): boolean {
  if (!replayed) return true;
  const submitted = events.find(({ event }) => event.type === 'StorySubmitted');
  if (submitted?.event.type !== 'StorySubmitted' || submitted.event.data.codeHash !== codeHash) return false;
  return Date.parse(at) - Date.parse(submitted.metadata.at) <= codeAgainWithinMs;
}

/** A field that was left out is not one that was said to be nothing. */
const given = (circumstances: CircumstancesDto | undefined): Partial<CircumstancesTold> =>
  Object.fromEntries(Object.entries(circumstances ?? {}).filter(([, value]) => value !== undefined));
