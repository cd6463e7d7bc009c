import { Controller, Get, Headers } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';

import { Open } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { yourDraftRecognitionApi } from '../../addresses.js';
import { openDraft } from '../../telling/draft-by-code.js';
import { previewOf } from './preview-of-draft.js';

@ApiTags('drafts')
@Controller()
export class PreviewRecognitionApi {
  constructor(private readonly service: ServiceRuntime) {}

  /** What in a draft could tell who its teller is. It only suggests; nothing is changed or kept. */
  @Get(yourDraftRecognitionApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async see(@Headers('x-newid-code') code = '') {
    const draft = await openDraft(this.service, code);
    const known = draft && (await this.service.views.get(knownProgrammes, draft.begun.programme));
    if (draft === undefined || known === undefined) return throwRefusal(refuse('draft-not-open', 'code'));
    const { design } = known;
    const of = { design, period: undefined, answers: draft.answers, panels: [], language: draft.begun.language };
    return {
      items: previewOf({ design, of }).flatMap(({ question, text, marks }) =>
        marks.map(({ kind, start, end }) => ({ question, kind, start, end, words: text.slice(start, end) })),
      ),
    };
  }
}
