import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { OneTimeLink } from '#access/sessions.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';

import { homePage, passSecondStep } from '../addresses.js';
import { beginSession, enter } from '../entering.js';
import { IdentitySettings } from '../identity-settings.js';
import { SecondSteps } from './second-steps.js';

/** As long as somebody looks for their telephone. */
const stepValidMs = 10 * 60_000;

/** Where somebody goes who has proved the first thing: in, or on to a second step. */
@Injectable()
export class NextStep {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
    private readonly steps: SecondSteps,
  ) {}

  /** `next`: an address of ours, or empty. */
  async onPage(
    request: FastifyRequest,
    reply: FastifyReply,
    person: string,
    language: 'en' | 'cy',
    next = '',
  ): Promise<PageAnswer> {
    const needed = await this.steps.neededBy(person);
    if (needed !== 'nothing') {
      // In the address too: the step may be over when it is opened, and its link forgotten with what it held.
      const onward = next === '' ? {} : { next };
      return seeOther(passSecondStep.to({ language, step: await this.begin(person, needed, next) }, onward));
    }
    await enter(this.service, this.settings, request, reply, person);
    return seeOther(next === '' ? homePage.to({ language }) : next);
  }

  /** For programs: a session, or nothing where a page has to be visited first. */
  async onApi(request: FastifyRequest, person: string): Promise<string | null> {
    const needed = await this.steps.neededBy(person);
    return needed === 'nothing' ? beginSession(this.service, this.settings, request, person) : null;
  }

  async begin(person: string, needed: 'ask' | 'add', next: string): Promise<string> {
    const { sessions } = this.settings;
    const link: OneTimeLink = {
      purpose: 'second-step',
      organisation: (await sessions.account(person))?.organisation ?? null,
      person,
      holds: { needed, next },
    };
    return sessions.issueLink(link, new Date(Date.parse(this.service.clock.now()) + stepValidMs).toISOString());
  }
}
