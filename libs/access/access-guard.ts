import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { ruleOf } from './routes.js';
import { holdsRole, principalOf } from './principal.js';

/** Fails closed: a route without a rule answers nobody. Registered by composition roots only. */
@Injectable()
export class AccessGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const rule = ruleOf(context.getHandler(), context.getClass());
    if (rule === undefined) return throwRefusal(refuse('internal'));
    if (rule.kind === 'open') return true;
    const principal = principalOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (principal.kind === 'anyone') return throwRefusal(refuse('sign-in-needed'));
    if (rule.kind === 'signed-in' || holdsRole(principal, rule.roles)) return true;
    return throwRefusal(refuse('not-allowed'));
  }
}
