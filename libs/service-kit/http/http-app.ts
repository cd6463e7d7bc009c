import type { IncomingMessage } from 'node:http';

import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { AccessGuard } from '#access/access-guard.js';
import { endedCookies } from '#access/cookies.js';
import { principalOf } from '#access/principal.js';
import { checkEveryRouteStatesWhoMayUseIt } from '#access/routes.js';
import type { Sessions } from '#access/sessions.js';
import { useAccess } from '#access/use-access.js';
import { signIn, signOut } from '#contracts/identity-access/addresses.js';
import type { KeyVault } from '#key-vault/key-vault.js';
import { serveAssets } from '#web/assets/serve-assets.js';
import { serveExit } from '#web/assets/serve-exit.js';
import { bodyPipe } from '#web/errors/body-pipe.js';
import { joinCatalogues, type ErrorCatalogue } from '#web/errors/error-catalogue.js';
import { generalErrors } from '#web/errors/general-errors.js';
import { ProblemFilter } from '#web/errors/problem-filter.js';
import { inOtherLanguage, languageOfAddress, negotiateLanguage } from '#web/language.js';
import { nonceOf, usePageContext } from '#web/pages/page-context-of-request.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { csrfToken } from '#web/security/csrf.js';
import { putSecurityHeaders, useSecurity } from '#web/security/use-security.js';

import type { Clock } from '../clock.js';
import { useCommands } from './command.js';
import { hearOutBeforeClosing } from './hear-out.js';
import { newId } from '../ids.js';
import type { Metrics } from '../operations/metrics.js';
import type { Naming } from '../known/naming.js';
import { navigationFor } from './navigation.js';
import { logRefusedBy } from './log-refused.js';
import { problemOfStorage } from './problem-of-storage.js';
import { useRateLimits } from './rate-limits.js';
import { RecordsAccess, type AnsweringService } from '../access-records/recording-access.js';
import { serveDocuments } from '../described/serve-documents.js';
import { serveMetrics } from '../operations/serve-metrics.js';
import { serviceKitErrors } from '../service-kit-errors.js';
import type { ServiceDefinition, ServiceLog } from '../service.js';
import { useUnlocking } from '../unlocking/unlocking.js';
import { useUploads } from './uploads.js';

export interface HttpSettings {
  readonly modules: readonly DynamicModule[];
  /** Those whose modules they are. */
  readonly services: readonly AnsweringService[];
  readonly catalogues: readonly ErrorCatalogue[];
  readonly sessions: Sessions;
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly secret: Uint8Array;
  readonly isHttps: boolean;
  readonly isSample: boolean;
  /** What is shown of the organisation and of who is signed in. */
  readonly naming: Naming;
  readonly isOperator?: (request: IncomingMessage) => boolean;
  readonly rateLimits: 'on' | 'off';
  /** Where "Exit this page" leads. */
  readonly exitTo: string;
  readonly metrics?: Metrics;
  /** Services whose API and messages are described at /api/v1/openapi.json and asyncapi.json. */
  readonly describes?: readonly ServiceDefinition[];
}

@Module({})
class EverythingOfThisProcess {}

/** For a request to have come in whole, an import over a slow line included. Fastify would wait without end. */
const longestRequestMs = 300_000;

/** One proxy ends https before this process. Trusting more would let a client state an address of its choice. */
const nearestProxy = (_address: string, hop: number): boolean => hop < 1;

/** 100,000 characters of a story in four bytes each, and the rest of a form. Imports have a limit of their own. */
const bodyLimit = 1_000_000;

/** As long as an address can be: what is longer than the router takes by itself is answered in a form of its own. */
const longestPartOfAddress = 16_384;

/** The one list of what stands between a request and a handler. Only composition roots, and their tests, call it. */
export async function createHttpApp(settings: HttpSettings): Promise<NestFastifyApplication> {
  const { sessions, vault, log, secret, isHttps } = settings;
  const root: DynamicModule = {
    module: EverythingOfThisProcess,
    imports: [CqrsModule.forRoot(), ...settings.modules],
  };
  const problems = new ProblemFilter({
    catalogue: joinCatalogues(generalErrors, serviceKitErrors, ...settings.catalogues),
    logUnexpected: (exception, correlation) => {
      log.error({ correlation, ...sayingOf(exception) }, 'A request failed unexpectedly');
    },
    logRefused: logRefusedBy(log),
    refusalOf: problemOfStorage,
    signInAddress: (language, returnTo) => signIn.to({ language }, { next: returnTo }),
  });
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: () => newId(),
    trustProxy: isHttps ? nearestProxy : false,
    requestTimeout: longestRequestMs,
    // People type `/en/`, and some programs put the slash there for them.
    routerOptions: { maxParamLength: longestPartOfAddress, ignoreTrailingSlash: true },
    // An address that the router cannot read, a broken percent sign in it: it is answered before any hook.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      putSecurityHeaders(request, reply, isHttps);
      problems.answerFor(error, request, reply).catch((fault: unknown) => {
        log.error(sayingOf(fault), 'An address that cannot be read was not answered');
        reply.raw.destroy();
      });
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger: false, abortOnError: false });
  useAccess(app, {
    sessions,
    isHttps,
    ...(settings.isOperator === undefined ? {} : { isOperator: settings.isOperator }),
  });
  await useUploads(app);
  hearOutBeforeClosing(app);
  useSecurity(app, { isHttps, csrf: { secret, sessionOf: ({ sessionToken }) => sessionToken } });
  if (settings.metrics !== undefined) serveMetrics(app, settings.metrics);
  if (settings.rateLimits === 'on') await useRateLimits(app, (limit) => settings.metrics?.limited(limit));
  useUnlocking(app, vault);
  useCommands(app, { clock: settings.clock, secret });
  usePageContext(app, (request) => pageContext(request, settings));
  app.useGlobalGuards(new AccessGuard());
  app.useGlobalPipes(bodyPipe());
  app.useGlobalInterceptors(new RecordsAccess(settings.services));
  app.useGlobalFilters(problems);
  checkEveryRouteStatesWhoMayUseIt(app);
  serveAssets(app);
  serveExit(app, settings.exitTo, (request, reply) => closeOnThisDevice(request, reply, settings));
  if (settings.describes !== undefined) serveDocuments(app, settings.describes);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

async function pageContext(request: FastifyRequest, settings: HttpSettings): Promise<PageContext> {
  const language = languageOfAddress(request.url) ?? negotiateLanguage(request.headers['accept-language']);
  const principal = principalOf(request);
  const { organisation, person } = await settings.naming(principal, language);
  const [path = ''] = request.url.split('?', 1);
  return {
    language,
    address: request.url,
    addressInOtherLanguage: inOtherLanguage(request.url),
    navigation: navigationFor(principal, language, path),
    organisationName: organisation,
    isSample: settings.isSample,
    notices: [],
    ...(person === undefined ? {} : { signedInName: person, signOutAddress: signOut.to({ language }) }),
    ...(principal.kind === 'anyone' ? { signInAddress: signIn.to({ language }) } : {}),
    csrfToken: csrfToken(settings.secret, request.sessionToken ?? ''),
    commandId: newId(),
    cspNonce: nonceOf(request),
  };
}

/** The code of a story, and the session: with a store that is away too, since nobody has what its cookie held. */
async function closeOnThisDevice(
  request: FastifyRequest,
  reply: FastifyReply,
  { sessions, isHttps, log }: HttpSettings,
): Promise<void> {
  reply.header('set-cookie', [...endedCookies(request, isHttps)]);
  if (request.sessionToken === undefined) return;
  try {
    await sessions.end(request.sessionToken);
  } catch (error) {
    log.warn(sayingOf(error), 'A session was left and could not be ended');
  }
}

/** The class and where it was thrown; a message may hold what a person typed. */
function sayingOf(exception: unknown): Readonly<Record<string, unknown>> {
  if (!(exception instanceof Error)) return { exception: typeof exception };
  return {
    exception: exception.name,
    at: exception.stack
      ?.split('\n')
      .slice(1, 6)
      .map((line) => line.trim()),
  };
}
