import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { calendarDay } from '#contracts/shared/calendar-day.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { ContactGiven } from '../../domain/contact/contact.js';
import { enteredStream, enterForm, formNumber, paperFormDecider } from '../../domain/paper-form/paper-form.js';
import { idOfForm, paperForms, type PaperFormDocument } from '../../read-models/paper-forms/paper-forms.js';
import { stories } from '../../read-models/stories/stories.js';
import { ChooseContact } from '../choose-contact/choose-contact.command.js';
import { TellStory, type StoryTold, type ToldStory } from '../tell-story/tell-story.command.js';

/** A form as it was filled in. */
export interface FilledForm {
  /** As it is printed; null on a form without one. */
  readonly number: string | null;
  /** YYYY-MM-DD */
  readonly toldOn: string;
  readonly told: Omit<ToldStory, 'onPaper' | 'period'>;
  /** Null: they said nothing of how to be reached. */
  readonly contact: ContactGiven | null;
}

export type FormTaken = Pick<StoryTold, 'done' | 'story' | 'reference'>;

/** For whoever meets people who tell: the routes find out that the programme is theirs. */
export class EnterForm extends Command<FormTaken | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly design: ProgrammeDesign,
    readonly period: string,
    readonly filled: FilledForm,
  ) {
    super();
  }
}

@CommandHandler(EnterForm)
export class EnterFormHandler implements ICommandHandler<EnterForm> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  async execute({ context, design, period, filled }: EnterForm): Promise<FormTaken | Refusal> {
    const { store, views } = this.service;
    const { number, toldOn, contact } = filled;
    if (toldOn > calendarDay(context.at, design.timezone)) return refuse('form-told-in-future', 'toldOn');
    const printed = number === null ? null : await this.#printed(design.id, period, number);
    if (printed === undefined) return refuse('form-not-known', 'number');
    const onPaper = {
      // Of the form, not of the request: from one form comes one story, whoever enters it.
      madeFrom: printed === null ? context.commandId : idFrom('paper form', design.id, printed.form),
      toldOn,
      codeHash: printed?.codeHash ?? null,
    };
    const within = { ...context, commandId: idFrom(context.commandId, 'entered') };
    const enter = (story: string) => {
      const data = { story, programme: design.id, form: printed?.form ?? null };
      return store.execute(enteredStream(story), within, paperFormDecider, (state) => enterForm(state, data));
    };
    if (printed !== null && printed.story !== null) {
      // The same command again gets what it got before; any other is refused before anything of it is kept.
      const again = await enter(printed.story);
      if (isRefusal(again)) return again;
    }
    const told = await this.commands.execute(new TellStory(context, design.id, { ...filled.told, period, onPaper }));
    if (isRefusal(told)) {
      const isTaken = printed !== null && (told.refusal === 'stale-version' || told.refusal === 'story-id-taken');
      return isTaken ? refuse('form-entered-already', 'number') : told;
    }
    const { done, story, reference } = told;
    const entered = await enter(story);
    if (isRefusal(entered)) return entered;
    await views.reached(entered.stream, entered.version);
    await views.reached(done.stream, done.version);
    const document = contact === null ? undefined : await views.get(stories, story);
    if (contact !== null && document !== undefined) {
      const asked = { ...context, commandId: idFrom(context.commandId, 'contact') };
      const chosen = await this.commands.execute(new ChooseContact(asked, document, contact));
      if (isRefusal(chosen)) return chosen;
    }
    return { done, story, reference };
  }

  async #printed(programme: string, period: string, typed: string): Promise<PaperFormDocument | undefined> {
    const { views } = this.service;
    const form = formNumber(typed);
    if (form === undefined) return undefined;
    await views.level();
    const found = await views.get(paperForms, idOfForm(programme, form));
    return found?.period === period ? found : undefined;
  }
}
