import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { throwRefusal } from '#web/errors/refusal-error.js';

import { principalOf, type Principal, type RoleName, type SomeoneAsking } from './principal.js';

export type AccessRule =
  | { readonly kind: 'roles'; readonly roles: readonly RoleName[] }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'open'; readonly why: string };

export const accessRule = 'newid:access';

/** Who may use a route: whoever holds one of these roles anywhere. Whose object it is, the handler checks (`mayActOn`). */
export const Allow = (...roles: readonly [RoleName, ...RoleName[]]): CustomDecorator =>
  SetMetadata(accessRule, { kind: 'roles', roles } satisfies AccessRule);

export const AllowSignedIn = (): CustomDecorator => SetMetadata(accessRule, { kind: 'signed-in' } satisfies AccessRule);

/** Anyone may use it, and why that is right. */
export const Open = (why: string): CustomDecorator =>
  SetMetadata(accessRule, { kind: 'open', why } satisfies AccessRule);

/** Who asks: a person, the operator, or anyone. */
export const Asking = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  principalOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Who asks, on routes that are not open. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): SomeoneAsking => {
  const principal = principalOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (principal.kind === 'anyone') throwRefusal({ refusal: 'sign-in-needed' });
  return principal;
});
