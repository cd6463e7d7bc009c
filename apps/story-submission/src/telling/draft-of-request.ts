import type { FastifyRequest } from 'fastify';

import { askedWithIn } from '#contracts/shared/domains-asked.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';

import { openDraft, type OpenDraft } from './draft-by-code.js';
import { codeCarried } from '../stories/code-cookie.js';
import { panelsSeen } from '../readers/panels-seen.js';
import type { AskedOf } from './asked.js';

export interface DraftOfRequest {
  readonly code: string;
  readonly draft: OpenDraft;
  readonly design: ProgrammeDesign;
  readonly of: AskedOf;
}

/** The draft that this browser was opened with, and the programme it is for. */
export async function draftOfRequest(
  service: ServiceRuntime,
  request: FastifyRequest,
  language: Language,
): Promise<DraftOfRequest | undefined> {
  const code = codeCarried(request);
  if (code === '') return undefined;
  const draft = await openDraft(service, code);
  if (draft === undefined) return undefined;
  const known = await service.views.get(knownProgrammes, draft.begun.programme);
  if (known === undefined) return undefined;
  const design = askedWithIn(known.design, draft.begun.period);
  const period = design.periods.find(({ id }) => id === draft.begun.period);
  const panels = await panelsSeen(service, design);
  return { code, draft, design, of: { design, period, answers: draft.answers, panels, language } };
}
