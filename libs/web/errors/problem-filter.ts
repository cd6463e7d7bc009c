import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { languageOfAddress, negotiateLanguage, type Language } from '../language.js';
import { nonceOf, pageContextOf } from '../pages/page-context-of-request.js';
import { paragraphsOf } from '../components/story-card/story-card.js';
import { homePage, plainPageContext, type PageContext } from '../rendering/page-context.js';
import { renderPage } from '../rendering/render-page.js';
import { pageTemplate } from '../rendering/templates.js';
import { loadWords } from '../words/words.js';
import type { ErrorCatalogue } from './error-catalogue.js';
import { entryOf, problemDetails } from './problem-details.js';
import { refusalsOfException } from './refusals-of-exception.js';
import { textsSent } from './texts-sent.js';

const template = pageTemplate(import.meta.url, 'error-page.njk');
const pageWords = loadWords(import.meta.url, 'error-page');

export interface ProblemFilterSettings {
  /** Every error of the application: `joinCatalogues(generalErrors, panelReviewErrors, ...)`. */
  readonly catalogue: ErrorCatalogue;
  /** Called for what nobody expected, with the id that the answer shows. It decides what of an exception is logged. */
  readonly logUnexpected: (exception: unknown, correlation: string) => void;
  /** Called where somebody was not let in: 401, 403, and 404, which is also what another’s looks like. */
  readonly logRefused?: (refusal: string, request: FastifyRequest, correlation: string) => void;
  /** Names what a library's exceptions mean (`VersionConflict` is `conflict-retry`), before the general reading. */
  readonly refusalOf?: (exception: unknown) => Refusal | undefined;
  /** Where a person who is not signed in is sent from a page, with a 303, instead of a 401. */
  readonly signInAddress?: (language: Language, returnTo: string) => string;
  /** Defaults to Fastify's id of the request. */
  readonly correlationOf?: (request: FastifyRequest) => string;
}

type Refusals = readonly [Refusal, ...Refusal[]];

/** Answers every exception: problem details to the API, a page to people. Registered by composition roots only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly settings: ProblemFilterSettings) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    await this.answerFor(exception, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also for what the router refuses before it comes to a handler. */
  async answerFor(exception: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const correlation = this.settings.correlationOf?.(request) ?? request.id;
    if (reply.sent) {
      this.settings.logUnexpected(exception, correlation);
      return;
    }
    const refusals = this.knownRefusals(exception);
    if (refusals === undefined || refusals[0].refusal === 'internal') {
      this.settings.logUnexpected(exception, correlation);
    }
    await this.answer(request, reply, refusals ?? [refuse('internal')], correlation);
  }

  /** None when a refusal is not in the catalogue or lacks a value for its sentence: a bug, answered as one. */
  private knownRefusals(exception: unknown): Refusals | undefined {
    try {
      const named = this.settings.refusalOf?.(exception);
      const refusals: Refusals | undefined = named === undefined ? refusalsOfException(exception) : [named];
      if (refusals !== undefined) problemDetails(this.settings.catalogue, refusals, 'en');
      return refusals;
    } catch (fault) {
      this.settings.logUnexpected(fault, 'catalogue');
      return undefined;
    }
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, refusals: Refusals, correlation: string) {
    const status = this.statusFor(request, refusals[0]);
    if (status === 401 || status === 403 || status === 404) {
      this.settings.logRefused?.(refusals[0].refusal, request, correlation);
    }
    if ((status === 503 || status === 429) && !reply.hasHeader('retry-after')) reply.header('retry-after', '30');
    if (!answersWithPage(request)) {
      const language = negotiateLanguage(request.headers['accept-language']);
      const problem = { ...problemDetails(this.settings.catalogue, refusals, language), status, correlation };
      return reply
        .status(status)
        .header('content-language', language)
        .header('content-type', 'application/problem+json; charset=utf-8')
        .send(JSON.stringify(problem));
    }
    const language = languageOfAddress(request.url) ?? negotiateLanguage(request.headers['accept-language']);
    if (refusals[0].refusal === 'sign-in-needed' && request.method === 'GET' && this.settings.signInAddress) {
      return reply.status(303).header('location', this.settings.signInAddress(language, request.url)).send('');
    }
    const html = await this.page(request, refusals[0], language, status >= 500 ? correlation : undefined);
    return reply.status(status).header('content-type', 'text/html; charset=utf-8').send(html);
  }

  /** A stale version is 412 where the client stated the version in `If-Match`, and 409 where it was in the body. */
  private statusFor(request: FastifyRequest, refusal: Refusal): number {
    if (refusal.refusal === 'stale-version' && request.headers['if-match'] !== undefined) return 412;
    return entryOf(this.settings.catalogue, refusal).status;
  }

  private async page(request: FastifyRequest, refusal: Refusal, language: Language, reference: string | undefined) {
    const entry = entryOf(this.settings.catalogue, refusal);
    const text = entry.text(language, refusal.details);
    const words = pageWords[language];
    const texts = textsSent(request);
    const view = {
      title: text.title,
      heading: text.title,
      sentence: isSignedOut(request, refusal) ? words('signed-out') : text.sentence,
      next: text.next,
      reference: reference === undefined ? undefined : words('reference', { reference }),
      signIn:
        entry.leadsToSignIn === true && this.settings.signInAddress !== undefined
          ? { text: words('sign-in'), href: this.settings.signInAddress(language, wayBack(request, refusal, language)) }
          : undefined,
      sent:
        texts.length === 0
          ? undefined
          : { heading: words('sent-heading'), copy: words('sent-copy'), texts: texts.map(paragraphsOf) },
      homeAddress: homePage.to({ language }),
      home: words('home'),
    };
    return renderPage(template, view, await this.contextOrPlain(request, language));
  }

  /** The assembler may be what failed (sessions, storage): an error page must not depend on it. */
  private async contextOrPlain(request: FastifyRequest, language: Language): Promise<PageContext> {
    const plain = plainPageContext({ language, address: request.url, cspNonce: nonceOf(request) });
    try {
      return languageOfAddress(request.url) === undefined ? plain : await pageContextOf(request);
    } catch {
      return plain;
    }
  }
}

/** In the middle of a form: whoever opens a page is led to sign in before they type anything. */
const isSignedOut = ({ method }: FastifyRequest, { refusal }: Refusal): boolean =>
  refusal === 'sign-in-needed' && method === 'POST';

/** To the page whose form was sent, if the form has its address; else to where whoever signs in was on their way. */
function wayBack(request: FastifyRequest, refusal: Refusal, language: Language): string {
  const { server, routeOptions, url } = request;
  if (isSignedOut(request, refusal) && server.hasRoute({ method: 'GET', url: routeOptions.url ?? '' })) return url;
  return new URL(url, 'http://localhost').searchParams.get('next') ?? homePage.to({ language });
}

/** Addresses under /api answer machines; /en and /cy answer people; elsewhere whoever asks for HTML is a person. */
function answersWithPage(request: FastifyRequest): boolean {
  if (languageOfAddress(request.url) !== undefined) return true;
  return !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
}
