import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { address } from '../addresses.js';
import { bodyPipe } from '../errors/body-pipe.js';
import type { ErrorCatalogue } from '../errors/error-catalogue.js';
import { ProblemFilter } from '../errors/problem-filter.js';
import { languageOfAddress } from '../language.js';
import { nonceOf, usePageContext } from '../pages/page-context-of-request.js';
import { plainPageContext } from '../rendering/page-context.js';
import { csrfToken } from '../security/csrf.js';
import { useSecurity } from '../security/use-security.js';

const signInPage = address('/:language/sign-in');
const secret = new Uint8Array(32).fill(7);

/** The session that a request's `cookie: session=<id>` stands for, as access would say. */
const sessionOf = (request: FastifyRequest): string | undefined =>
  /(?:^|; )session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];

export const tokenFor = (session: string): string => csrfToken(secret, session);

/** Controllers behind everything a composition root puts before them; `unexpected` collects what the filter would log. */
export async function pageApp(
  controllers: Type[],
  catalogue: ErrorCatalogue,
  { isHttps = false }: { readonly isHttps?: boolean } = {},
): Promise<{ readonly app: NestFastifyApplication; readonly unexpected: unknown[] }> {
  const unexpected: unknown[] = [];
  const module = await Test.createTestingModule({ controllers }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter({ bodyLimit: 10_000 }), {
    logger: false,
  });
  useSecurity(app, { isHttps, csrf: { secret, sessionOf } });
  usePageContext(app, (request) =>
    plainPageContext({
      language: languageOfAddress(request.url) ?? 'en',
      address: request.url,
      cspNonce: nonceOf(request),
      csrfToken: tokenFor(sessionOf(request) ?? ''),
    }),
  );
  app.useGlobalFilters(
    new ProblemFilter({
      catalogue,
      logUnexpected: (exception) => unexpected.push(exception),
      signInAddress: (language, returnTo) => signInPage.to({ language }, { returnTo }),
    }),
  );
  app.useGlobalPipes(bodyPipe());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, unexpected };
}
