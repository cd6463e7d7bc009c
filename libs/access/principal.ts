import type { FastifyRequest } from 'fastify';

import type { HeldRole, RoleName } from '#contracts/shared/shapes.js';
import type { Language } from '#web/language.js';

export type { HeldRole, RoleName } from '#contracts/shared/shapes.js';

export interface PersonAsking {
  readonly kind: 'person';
  /** Pseudonymous id. */
  readonly person: string;
  readonly organisation: string;
  readonly session: string;
  readonly roles: readonly HeldRole[];
  readonly language: Language;
  readonly isSample: boolean;
}

/** Whoever holds the data folder, through the socket in it. */
export interface OperatorAsking {
  readonly kind: 'operator';
  readonly person: 'operator';
  readonly organisation: string;
}

/** Who asks wherever one has to have come in. */
export type SomeoneAsking = PersonAsking | OperatorAsking;

export interface AnyoneAsking {
  readonly kind: 'anyone';
}

export type Principal = SomeoneAsking | AnyoneAsking;

export const anyone: AnyoneAsking = { kind: 'anyone' };

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by useAccess before any guard. */
    principal?: Principal;
    /** The raw token of the cookie or bearer, known or not. */
    sessionToken?: string;
  }
}

export const principalOf = (request: FastifyRequest): Principal => request.principal ?? anyone;

export interface Scope {
  readonly organisation: string;
  readonly programme?: string;
  readonly panel?: string;
}

/** Whether a role that somebody holds is held there: everywhere, or for the programme and panel it names. */
export const isHeldFor = (held: HeldRole, scope: Omit<Scope, 'organisation'>): boolean =>
  (held.programme === undefined || held.programme === scope.programme) &&
  (held.panel === undefined || held.panel === scope.panel);

/** Whether someone holds one of the roles for this object. What is another organisation's is never theirs. */
export function mayActOn(principal: Principal, scope: Scope, roles: readonly RoleName[]): boolean {
  if (principal.kind === 'anyone' || principal.organisation !== scope.organisation) return false;
  if (principal.kind === 'operator') return true;
  return principal.roles.some((held) => roles.includes(held.role) && isHeldFor(held, scope));
}

export const holdsRole = (principal: Principal, roles: readonly RoleName[]): boolean =>
  principal.kind === 'operator' ||
  (principal.kind === 'person' && principal.roles.some(({ role }) => roles.includes(role)));
