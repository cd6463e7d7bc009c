import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { comparisonApi } from '../../addresses.js';
import { withoutNames } from '../../reading-meetings/opened-texts.js';
import { panelsCompared } from './panels-compared.js';

@ApiTags('sittings')
@Controller()
export class ComparePanelsApi {
  constructor(private readonly service: ServiceRuntime) {}

  @Get(comparisonApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async comparePanels(@SignedIn() who: SomeoneAsking, @Param('sitting') sitting: string) {
    const compared = await panelsCompared(this.service, who, sitting);
    if (compared === undefined) return throwRefusal(refuse('sitting-not-found'));
    const { comparison, said, titles, stillMeeting } = compared;
    return {
      ...comparison,
      inCommon: comparison.inCommon.map((each) => ({
        ...each,
        title: titles.get(each.story)?.title ?? each.reference,
      })),
      said: said.map(({ sitting: where, reasons }) => ({
        sitting: where,
        reasons: reasons.map(withoutNames),
      })),
      stillMeeting,
    };
  }
}
