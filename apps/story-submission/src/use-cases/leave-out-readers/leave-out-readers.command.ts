import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Consent } from '#contracts/shared/consent.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { isStoryEvent, storyStream, type StoryEvent, type StorySubmitted } from '../../domain/story/events.js';
import { EnterRequest } from '../keep-register/enter-request.command.js';
import { NarrowConsent } from '../narrow-consent/narrow-consent.command.js';
import { exclusionsOf, type LeavingOut } from '../../readers/leaving-out.js';

/** For the teller: whoever is meant cannot read it from this moment. */
export class LeaveOutReaders extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly out: LeavingOut,
    /** Fewer audiences in the same answer; undefined: those that stand. */
    readonly audiences?: Consent['audiences'],
    /** And fewer uses; undefined: those that stand. */
    readonly uses?: Consent['uses'],
  ) {
    super();
  }
}

/** Names are looked for at once; then a person looks whether the one who was meant is among those left out. */
export class CheckLeftOut extends Command<undefined> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly people: readonly string[],
    /** Of those in the story, the one who asks; left out: its teller. */
    readonly contributor?: string,
  ) {
    super();
  }
}

@CommandHandler(LeaveOutReaders)
export class LeaveOutReadersHandler implements ICommandHandler<LeaveOutReaders> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  async execute({ context, story, out, audiences, uses }: LeaveOutReaders): Promise<Executed<StoryEvent> | Refusal> {
    const submitted = await submittedOf(this.service, story);
    const known =
      submitted === undefined ? undefined : await this.service.views.get(knownProgrammes, submitted.programme);
    if (known === undefined) return refuse('story-not-found');
    const exclusions = await exclusionsOf(this.service, known.design, out);
    const done = await this.commands.execute(new NarrowConsent(context, story, audiences, exclusions, uses));
    if (!isRefusal(done)) await this.commands.execute(new CheckLeftOut(context, story, out.people));
    return done;
  }
}

@CommandHandler(CheckLeftOut)
export class CheckLeftOutHandler implements ICommandHandler<CheckLeftOut> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  async execute({ context, story, people, contributor }: CheckLeftOut): Promise<undefined> {
    if (people.length === 0) return;
    const submitted = await submittedOf(this.service, story);
    if (submitted === undefined) return;
    const { programme, teller } = submitted;
    const entered = await this.commands.execute(
      new EnterRequest(
        { ...context, commandId: idFrom(context.commandId, 'check-left-out') },
        {
          right: 'leave-out',
          story: { id: story, programme, teller },
          contributor: contributor ?? null,
          programme,
          receivedOn: await dayOfProgramme(this.service, programme, context.at),
          how: 'code',
          words: people.join('\n'),
          isDone: false,
        },
      ),
    );
    if (isRefusal(entered)) throw new Error(`The names could not be entered: ${entered.refusal}`);
  }
}

/** From its stream: it may have been told a moment ago. */
async function submittedOf({ store }: ServiceRuntime, story: string): Promise<StorySubmitted['data'] | undefined> {
  const [first] = await store.read(storyStream(story));
  const event = first?.event;
  return event !== undefined && isStoryEvent(event) && event.type === 'StorySubmitted' ? event.data : undefined;
}
