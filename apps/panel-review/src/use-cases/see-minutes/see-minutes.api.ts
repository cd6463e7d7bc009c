import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { rulesInFull } from '#contracts/shared/selection-rules.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { minutesApi } from '../../addresses.js';
import { saidForLaterPanels } from '../../domain/sitting/reach.js';
import { couldNotRead, hasRead, hasSkipped } from '../../domain/sitting/state.js';
import { openedReasons, readerOn } from '../../reading-meetings/opened-texts.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { recordedInRounds } from './recorded-in-rounds.js';

/** What is on record of a meeting (method.md, section 4), while it is open and afterwards; each text as far as it may be read now. */
@ApiTags('sittings')
@Controller()
export class SeeMinutesApi {
  constructor(private readonly service: ServiceRuntime) {}

  /**
   * `readOut`: `read-aloud` or `printed`, where a room heard or read it together. Who skipped a story, or could not read it,
   * is not told: how many did. Why somebody is too close is for them alone.
   */
  @Get(minutesApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async see(@SignedIn() who: SomeoneAsking, @Param('sitting') id: string) {
    const { state, openedAt, closedAt = null } = await sittingFor(this.service, who, id);
    const { opened, left, came, stories, readOut, takenOut, conflicts, rounds, outcome, passedUp, heldOver } = state;
    const { sitting, programme, panel, level, period, domain, method, rules, facilitator, members, heldIn } = opened;
    const recorded = await recordedInRounds(this.service, state);
    const said = await openedReasons(
      this.service,
      readerOn(opened, who),
      state.reasons,
      'this-panel',
      state.calledBack,
    );
    const count = (has: typeof hasRead, story: string): number =>
      members.filter((member) => has(state, member, story)).length;
    return {
      ...{ sitting, programme, panel, level, period, domain, method, heldIn, openedAt, closedAt },
      ...{ facilitator, members, left, came },
      rules: rulesInFull(rules),
      received: stories.map(({ story, reference, from, reasons }) => ({
        ...{ story, reference, from, reasonsFromBelow: saidForLaterPanels(reasons) },
        hasLeft: takenOut.includes(story),
        readOut: readOut[story] ?? null,
        readBy: members.filter((member) => hasRead(state, member, story)),
        skipped: count(hasSkipped, story),
        couldNotRead: count(couldNotRead, story),
      })),
      tooClose: conflicts.map(({ member, story }) => ({ member, story })),
      rounds: rounds.map((round) => ({ ...round, recordedInRoom: recorded.get(round.round) ?? null })),
      ...{ outcome, passedUp, heldOver },
      reasons: said,
    };
  }
}
