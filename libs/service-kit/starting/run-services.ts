import { readFileSync } from 'node:fs';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import type { Sessions } from '#access/sessions.js';
import { OutgoingMail } from '#mail/outgoing-mail.js';
import type { ErrorCatalogue } from '#web/errors/error-catalogue.js';

import { systemClock } from '../clock.js';
import type { Configuration } from '../configuration/configuration.js';
import { createHttpApp } from '../http/http-app.js';
import { knownPeopleModel } from '../known/known-people.js';
import { openLog } from './logging.js';
import { Metrics } from '../operations/metrics.js';
import { namingFromMessages, type Naming } from '../known/naming.js';
import { OperationsModule } from '../operations/operations.api.js';
import { OperatorSocket } from '../operations/operator-socket.js';
import { ParkedEventsModule } from '../operations/parked-events.api.js';
import type { ServiceDefinition } from '../service.js';
import { refuseAddress } from './refuse-address.js';
import type { Shape } from './shape.js';
import { StartRefused } from '../configuration/start-refused.js';
import { composeService, type RunningService } from './start-service.js';
import { scannerOf } from '../configuration/scanner-of.js';

/** What identity-access is told, beside what every service gets. */
export interface Surroundings {
  readonly sessions: Sessions;
  readonly isHttps: boolean;
  readonly isSample: boolean;
  readonly host: string;
  readonly isProduction: boolean;
  /** An OpenID provider, where the operator named one. */
  readonly accountElsewhere?: { readonly issuer: string; readonly client: string; readonly secret: string };
}

/** The services of one process, as its composition root names them. */
export interface ServicesToRun {
  /** Name of the process, in its log. */
  readonly name: string;
  readonly definitions: (surroundings: Surroundings) => readonly ServiceDefinition[];
  readonly catalogues: readonly ErrorCatalogue[];
  /** Left out: from what identity-access says. */
  readonly naming?: (services: readonly RunningService[]) => Naming;
  /** It takes the one-time link with which everything is set up. */
  readonly isSetUpHere?: boolean;
}

export interface RunningProcess {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  readonly app: NestFastifyApplication;
  readonly services: readonly RunningService[];
  /** A one-time link with which the first administrator sets everything up. */
  setUpLink(): Promise<string>;
  settled(): Promise<void>;
  /** What is under way is finished first. */
  close(): Promise<void>;
}

const setUpLinkValidMs = 24 * 3_600_000;
const leastTokenLength = 32;

/** One service or several in this process, over the adapters of one shape. */
export async function runServices(
  configuration: Configuration,
  shape: Shape,
  toRun: ServicesToRun,
): Promise<RunningProcess> {
  const { vault, sessions, bus, files, slots, mailer, secret, isSample } = shape;
  const log = openLog(toRun.name, configuration.NEWID_LOG_LEVEL);
  const isHttps = configuration.NEWID_ORIGIN?.startsWith('https:') ?? false;
  const metrics = new Metrics(metricsTokenOf(configuration));
  const surroundings = {
    sessions,
    isHttps,
    isSample,
    host: configuration.NEWID_HOST,
    isProduction: configuration.NEWID_MODE === 'production',
    ...accountElsewhereOf(configuration),
  };
  const mail = new OutgoingMail(mailer, originOf(configuration));
  const scanner = scannerOf(configuration, log);
  const services: RunningService[] = [];
  for (const definition of toRun.definitions(surroundings)) {
    const stores = await shape.storesOf(definition);
    const { name } = definition;
    services.push(
      composeService(definition, {
        ...stores,
        store: metrics.measured(name, stores.store),
        bus,
        vault,
        files,
        slots,
        mail,
        scanner,
        clock: systemClock,
        log: openLog(name, configuration.NEWID_LOG_LEVEL),
        secret,
      }),
    );
  }
  for (const service of services) await service.start();
  metrics.watch(services, bus);

  const operator = new OperatorSocket();
  const app = await createHttpApp({
    modules: [
      ...services.map(({ definition, runtime }) => definition.module(runtime)),
      OperationsModule.over(services),
      ParkedEventsModule.over(bus),
    ],
    services,
    catalogues: toRun.catalogues,
    sessions,
    vault,
    clock: systemClock,
    log,
    secret,
    isHttps,
    isSample,
    naming: toRun.naming?.(services) ?? namingOf(services),
    isOperator: operator.isOperator,
    rateLimits: configuration.NEWID_RATE_LIMITS,
    exitTo: configuration.NEWID_EXIT_TO,
    metrics,
    describes: services.map(({ definition }) => definition),
  });
  await app.listen(configuration.NEWID_PORT, configuration.NEWID_HOST).catch(refuseAddress(configuration));
  const closeSocket =
    shape.operatorSocket === undefined ? () => undefined : await operator.listen(app, shape.operatorSocket);

  return {
    address: await app.getUrl(),
    app,
    services,
    setUpLink: () =>
      sessions.issueLink(
        { purpose: 'set-up', organisation: null, person: null },
        new Date(Date.now() + setUpLinkValidMs).toISOString(),
      ),
    settled: async () => {
      const ends = new Map<RunningService, number>();
      let hasMoved: boolean;
      do {
        hasMoved = false;
        // What one service says may lead to something another says.
        for (const service of services) {
          await service.settled();
          const end = await service.runtime.store.lastPosition();
          hasMoved ||= ends.get(service) !== end;
          ends.set(service, end);
        }
      } while (hasMoved);
    },
    close: async () => {
      closeSocket();
      await app.close();
      for (const service of services) await service.stop();
      await shape.close();
    },
  };
}

/** What links in letters begin with. Where people do not come from elsewhere, the address it listens on. */
export const originOf = ({ NEWID_ORIGIN: origin, NEWID_HOST: host, NEWID_PORT: port }: Configuration): string =>
  origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;

/** A process in which no service knows people names nobody. */
function namingOf(services: readonly RunningService[]): Naming {
  const knows = services.find(({ definition }) => definition.readModels.includes(knownPeopleModel));
  return knows === undefined ? async () => ({ organisation: '' }) : namingFromMessages(knows.runtime);
}

function accountElsewhereOf(configuration: Configuration): Pick<Surroundings, 'accountElsewhere'> {
  const { NEWID_OIDC_ISSUER: issuer, NEWID_OIDC_CLIENT: client, NEWID_OIDC_SECRET_FILE: file } = configuration;
  if (issuer === undefined && client === undefined && file === undefined) return {};
  if (issuer === undefined || client === undefined || file === undefined) {
    throw new StartRefused(
      'NEWID_OIDC_ISSUER, NEWID_OIDC_CLIENT and NEWID_OIDC_SECRET_FILE go together: set all or none.',
    );
  }
  return { accountElsewhere: { issuer, client, secret: textIn(file).trim() } };
}

function metricsTokenOf({ NEWID_METRICS_TOKEN_FILE: file }: Configuration): string | undefined {
  if (file === undefined) return undefined;
  const token = textIn(file).trim();
  if (token.length >= leastTokenLength) return token;
  throw new StartRefused(`The token in ${file} is too short. Make another: openssl rand -base64 32`);
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StartRefused(`NEWID_METRICS_TOKEN_FILE names ${file}, which cannot be read.`, { cause });
  }
}
