import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { newCode } from '#service-kit/codes.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { beginDraft, draftDecider, expiryAfter } from '../../domain/draft/draft.js';
import { draftStream } from '../../domain/draft/events.js';
import { periodIsOpen } from '../../domain/story/story.js';
import { draftIdOf, tellerOfDraft } from '../../telling/draft-by-code.js';

export interface DraftFound {
  /** Opens the draft, and later the story. Nothing kept leads to it: who loses it begins again. */
  readonly code: string;
  readonly expiresAt: string;
}

/**
 * A place to keep what is typed until it is sent. A second one for a form sent twice stays empty, and goes: nothing that is
 * sent to begin one is their own, so that a key alone would open what somebody else writes.
 */
export class BeginDraft extends Command<DraftFound | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly period: string,
    readonly language: 'en' | 'cy',
  ) {
    super();
  }
}

@CommandHandler(BeginDraft)
export class BeginDraftHandler implements ICommandHandler<BeginDraft> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, period, language }: BeginDraft): Promise<DraftFound | Refusal> {
    const { store, vault, views, secret } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known === undefined) return refuse('story-programme-unknown', 'programme');
    const refusal = periodIsOpen(known.design, period);
    if (refusal !== undefined) return refusal;
    const code = newCode();
    const draft = draftIdOf(code, secret);
    const { organisation } = known;
    await vault.createPersonal({
      owner: draftStream(draft),
      organisation,
      person: tellerOfDraft(draft),
      classes: ['text'],
    });
    const { at, correlation } = context;
    // Its own id, because its code is new each time; nobody's name, because a draft is nobody's account's.
    const within = { commandId: `begin/${draft}`, organisation, actor: 'anyone', at, correlation };
    const done = await store.execute(draftStream(draft), within, draftDecider, (state) =>
      beginDraft(state, { draft, programme, period, language }, at),
    );
    return isRefusal(done) ? done : { code, expiresAt: expiryAfter(at) };
  }
}
