import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Decision } from '#contracts/shared/decider.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { overTimeStream, type OverTimeEvent } from '../../domain/over-time/events.js';
import {
  askReplacement,
  codeIsOnItsWay,
  confirmReplacement,
  mayConfirmReplacement,
  openSheet,
  stopReplacement,
} from '../../domain/over-time/lost-code.js';
import { overTimeDecider, type OverTime } from '../../domain/over-time/over-time.js';
import { destroyCode, keepNewCode, whereCodeGoes } from '../../over-time/code-to-send.js';
import { codeStateOf, holderOfCode, idOfCode, wayOfContributor, type WhoseCode } from '../../over-time/whose-code.js';

type Done = Executed<OverTimeEvent> | Refusal;

export type ReplacingAct =
  /** The first person has asked, by the way chosen, whether it is really them. */
  | { readonly kind: 'ask'; readonly checked: 'channel' | 'person' }
  /** The second person. */
  | { readonly kind: 'confirm' }
  | { readonly kind: 'stop' }
  /** Prints the sheet, once. */
  | { readonly kind: 'open-sheet' }
  | { readonly kind: 'posted' };

export const replacingActs = ['ask', 'confirm', 'stop', 'open-sheet', 'posted'] as const;

/** A lost code is replaced by two persons. The routes find out that it is of a story of their organisation. */
export class ReplaceCode extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly whose: WhoseCode,
    readonly act: ReplacingAct,
  ) {
    super();
  }
}

@CommandHandler(ReplaceCode)
export class ReplaceCodeHandler implements ICommandHandler<ReplaceCode> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, whose, act }: ReplaceCode): Promise<Done> {
    const done = await this.#act(context, whose, act);
    if (!isRefusal(done)) await this.service.views.reached(done.stream, done.version);
    return done;
  }

  async #act(context: CommandContext, whose: WhoseCode, act: ReplacingAct): Promise<Done> {
    const { actor: by, at } = context;
    const { story, contributor } = whose;
    // One of several keeps their rights whatever becomes of the story.
    if (story.isWithdrawn && contributor === null) return refuse('story-already-withdrawn');
    const execute = (decide: (state: OverTime) => Decision<OverTimeEvent>) =>
      this.service.store.execute(overTimeStream(idOfCode(whose)), context, overTimeDecider, decide);
    switch (act.kind) {
      case 'ask': {
        const on = await dayOfProgramme(this.service, story.programme, at);
        const replacement = idFrom(context.commandId, 'code');
        const data = { ...of(whose), replacement, checked: act.checked, askedBy: by, on };
        const before = (await codeStateOf(this.service, whose)).replacement;
        const done = await execute((state) => askReplacement(withWay(state, whose), data));
        // A sheet that was never posted is never printed either.
        if (!isRefusal(done) && before?.stage === 'replaced') await destroyCode(this.service, before.id, at);
        return done;
      }
      case 'confirm':
        return this.#confirm(context, whose);
      case 'stop':
        return execute((state) => stopReplacement(state, by));
      case 'open-sheet':
        return execute((state) => openSheet(state, by, at));
      case 'posted': {
        const { replacement } = await codeStateOf(this.service, whose);
        if (replacement === null || replacement.stage === 'asked' || replacement.openedBy === null) {
          return refuse('code-no-sheet');
        }
        const done = await execute((state) => codeIsOnItsWay(state, replacement.id));
        if (!isRefusal(done)) await destroyCode(this.service, replacement.id, at);
        return done;
      }
    }
  }

  /** Looked at before a code is made: whoever asked is not the second person. */
  async #confirm(context: CommandContext, whose: WhoseCode): Promise<Done> {
    const { store } = this.service;
    const stream = overTimeStream(idOfCode(whose));
    const { actor: confirmedBy, at, commandId } = context;
    const on = await dayOfProgramme(this.service, whose.story.programme, at);
    const state = await codeStateOf(this.service, whose);
    const refusal = mayConfirmReplacement(state, confirmedBy, on);
    const asked = state.replacement?.stage === 'asked' ? state.replacement : undefined;
    // The same command again gives its first result, whatever stands now.
    if (refusal !== undefined || asked === undefined) {
      return store.execute(stream, context, overTimeDecider, () => refusal ?? refuse('code-not-asked'));
    }
    const where = await whereCodeGoes(this.service, whose, state, asked.checked);
    if (where === undefined) return refuse('code-channel-gone');
    const replacement = idFrom(commandId, asked.id);
    const made = await keepNewCode(this.service, holderOfCode(whose), replacement);
    const data = { ...of(whose), replacement, ...made, to: asked.checked, by: where.by, confirmedBy, on };
    return store.execute(stream, context, overTimeDecider, (now) => confirmReplacement(withWay(now, whose), data));
  }
}

const of = ({ story, contributor }: WhoseCode) => ({
  story: story.id,
  ...(contributor === null ? {} : { contributor: contributor.id }),
});

const withWay = (state: OverTime, { contributor }: WhoseCode): OverTime =>
  contributor === null ? state : wayOfContributor(state, contributor);
