import {
  applyDecorators,
  createParamDecorator,
  Get,
  Injectable,
  Post,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type INestApplication,
  type NestInterceptor,
} from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

import { refuse } from '#contracts/shared/refusal.js';
import type { Route } from '../addresses.js';
import { throwRefusal } from '../errors/refusal-error.js';
import { isLanguage } from '../language.js';
import type { PageAnswer } from './page-answer.js';
import { pageContextOf } from './page-context-of-request.js';

const listed = 'newid:page';

/** Turns a PageAnswer into a response; put on by @Page and @Send. */
@Injectable()
export class PageAnswers implements NestInterceptor<PageAnswer, string> {
  intercept(context: ExecutionContext, next: CallHandler<PageAnswer>): Observable<string> {
    const http = context.switchToHttp();
    const { params } = http.getRequest<FastifyRequest>();
    if (hasForeignLanguage(params)) throwRefusal(refuse('not-found'));
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        if (answer.kind === 'see-other') {
          reply.status(303).header('location', answer.address);
          return '';
        }
        reply.status(answer.status).header('content-type', 'text/html; charset=utf-8');
        return answer.html;
      }),
    );
  }
}

/** The pattern `/:language/...` also matches `/xx/...`, which is no page. */
const hasForeignLanguage = (params: unknown): boolean =>
  typeof params === 'object' && params !== null && 'language' in params && !isLanguage(params.language);

/** A page that people open: GET, listed in the route table. Its method returns a PageAnswer. */
export const Page = (route: Route): MethodDecorator =>
  applyDecorators(Get(route.pattern), SetMetadata(listed, route), UseInterceptors(PageAnswers));

/** Where the form of a page is sent: POST. Its method returns `seeOther(...)`, or the page again with its errors. */
export const Send = (route: Route): MethodDecorator =>
  applyDecorators(Post(route.pattern), UseInterceptors(PageAnswers));

/** The PageContext of this request: `show(@CurrentPage() page: PageContext)`. */
export const CurrentPage = createParamDecorator((_: unknown, context: ExecutionContext) =>
  pageContextOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

export interface ListedPage {
  readonly pattern: string;
  readonly parameters: readonly string[];
  /** The class that shows it: what leads from an address to a file. */
  readonly shownBy: string;
}

/** Every page of an application, by its pattern: what browser tests visit. */
export function listPages(app: INestApplication): readonly ListedPage[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const pages = controllers.flatMap(({ metatype }) => {
    const prototype: unknown = typeof metatype === 'function' ? metatype.prototype : undefined;
    return metatype && typeof prototype === 'object' && prototype !== null ? pagesOf(metatype.name, prototype) : [];
  });
  return pages.sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
}

function pagesOf(shownBy: string, prototype: object): readonly ListedPage[] {
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const method: unknown = Reflect.get(prototype, name);
    const route: unknown = typeof method === 'function' ? Reflect.getMetadata(listed, method) : undefined;
    return isRoute(route) ? [{ pattern: route.pattern, parameters: route.parameters, shownBy }] : [];
  });
}

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'pattern' in value && 'parameters' in value;
