import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { rulesInFull } from '#contracts/shared/selection-rules.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { sittingApi } from '../../addresses.js';
import { answersHeard } from '../../reading-meetings/answers-heard.js';
import { openedReasons, readerOn } from '../../reading-meetings/opened-texts.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { sittingSummary } from '../../reading-meetings/sitting-summary.js';

@ApiTags('sittings')
@Controller()
export class SeeSittingApi {
  constructor(private readonly service: ServiceRuntime) {}

  @Get(sittingApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async seeSitting(@SignedIn() who: SomeoneAsking, @Param('sitting') id: string) {
    const document = await sittingFor(this.service, who, id);
    const { opened, left, came, rounds, outcome, passedUp, heldOver, reasons } = document.state;
    // Why somebody has a conflict can say who told a story: where tellers are hidden, each member sees their own alone.
    const conflicts = document.state.conflicts.map(({ member, story, because }) =>
      member === who.person || !opened.rules.tellersHidden ? { member, story, because } : { member, story },
    );
    const reader = readerOn(opened, who);
    return {
      ...sittingSummary(who, document),
      rules: rulesInFull(opened.rules),
      ...{ left, came, conflicts, rounds, outcome, passedUp, heldOver },
      reasons: await openedReasons(this.service, reader, reasons, 'this-panel', document.state.calledBack),
      answers: await answersHeard(this.service, reader, document),
    };
  }
}
