import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { hashCode, newCode } from '#service-kit/codes.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  formNumber,
  mostFormsAtOnce,
  paperFormDecider,
  printedStream,
  printForms,
  type PaperFormEvent,
} from '../../domain/paper-form/paper-form.js';

/** Shown on paper once; nobody can look the code up again. */
export interface PrintedForm {
  readonly form: string;
  readonly code: string;
}

export interface FormsToPrint {
  readonly done: Executed<PaperFormEvent>;
  readonly forms: readonly PrintedForm[];
}

export class PrintForms extends Command<FormsToPrint | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly design: ProgrammeDesign,
    readonly period: string,
    readonly language: 'en' | 'cy',
    readonly count: number,
  ) {
    super();
  }
}

@CommandHandler(PrintForms)
export class PrintFormsHandler implements ICommandHandler<PrintForms> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, design, period, language, count }: PrintForms): Promise<FormsToPrint | Refusal> {
    const { store, secret, views } = this.service;
    if (count > mostFormsAtOnce) return refuse('forms-too-many', 'count', { most: mostFormsAtOnce });
    const forms = Array.from({ length: count }, (_, at): PrintedForm => ({
      form: formNumber(idFrom(context.commandId, 'form', String(at)).slice(0, 8)) ?? '',
      code: newCode(),
    }));
    const data = {
      ...{ programme: design.id, period, language, wordingVersion: design.consentWording.version },
      forms: forms.map(({ form, code }) => ({ form, codeHash: hashCode(code, secret) })),
    };
    const stream = printedStream(idFrom(context.commandId, 'batch'));
    const done = await store.execute(stream, context, paperFormDecider, (state) => printForms(state, data));
    if (isRefusal(done)) return done;
    // Sent twice: the codes that were kept are those of the first time, and these open nothing.
    if (done.replayed) return refuse('forms-printed-already');
    await views.reached(done.stream, done.version);
    return { done, forms };
  }
}
