import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { rulesOfPanel } from '#contracts/shared/selection-rules.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting } from '../../deciding/change-sitting.js';
import type { Method, ReceivedStory, SittingOpened } from '../../domain/sitting/events.js';
import { membersOfPlenary, openPlenary, storiesOfPlenary } from '../../domain/sitting/plenary.js';
import { sittings } from '../../read-models/sittings/sittings.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import { panelsBeside } from '../../reading-meetings/panels-beside.js';
import type { SittingIsOpen } from '../open-sitting/open-sitting.command.js';
import { asReceived, receivable } from '../../reading-meetings/receivable.js';

export interface PlenaryAsked {
  /** Left out: the usual one of the panel whose facilitator opens it. */
  readonly method?: Method;
  readonly heldIn: 'online' | 'room';
}

/** The panels that were compared meet together, about what they chose, with all that was said, by the rules of whoever leads. */
export class OpenPlenary extends Command<SittingIsOpen | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly asked: PlenaryAsked,
  ) {
    super();
  }
}

@CommandHandler(OpenPlenary)
export class OpenPlenaryHandler implements ICommandHandler<OpenPlenary> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting: id, asked }: OpenPlenary): Promise<SittingIsOpen | Refusal> {
    const { organisation, actor, commandId } = context;
    const found = await this.service.views.get(sittings, id);
    if (found?.organisation !== organisation) return refuse('sitting-not-found');
    const { closed } = await panelsBeside(this.service, found);
    const states = closed.filter(({ isClosed }) => isClosed).map(({ state }) => state);
    // The one that was asked for, if they lead it: then the first of theirs.
    const led = states.find(({ opened }) => opened.facilitator === actor)?.opened;
    if (led === undefined) return refuse('not-the-facilitator');
    if (states.length < 2 || !found.isClosed) return refuse('nothing-to-compare');
    const design = await designOf(this.service, led.programme);
    const panel = design?.panels.find((each) => each.id === led.panel);
    if (design === undefined || panel === undefined) return refuse('panel-not-found');
    const sitting = idFrom(commandId, 'sitting');
    const { programme, period, domain, level } = led;
    const data: SittingOpened['data'] = {
      ...{ sitting, organisation, programme, period, domain, level, panel: led.panel, facilitator: actor },
      members: membersOfPlenary(states),
      method: asked.method ?? panel.defaultMethod,
      heldIn: asked.heldIn,
      rules: rulesOfPanel(design, panel),
      plenaryOf: states.map(({ opened }) => ({ sitting: opened.sitting, panel: opened.panel })),
    };
    const received: ReceivedStory[] = [];
    for (const story of storiesOfPlenary(states)) {
      const from = await receivable(this.service, data, story, 'stories');
      // Taken back since it was chosen: the plenary goes on without it.
      if (!isRefusal(from)) received.push(await asReceived(this.service, from));
    }
    const done = await changeSitting(this.service, context, sitting, (state) =>
      openPlenary(state, data, received, states),
    );
    return isRefusal(done) ? done : { sitting, version: done.version };
  }
}
