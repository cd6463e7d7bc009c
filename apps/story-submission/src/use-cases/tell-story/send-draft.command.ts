import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { askedWithIn } from '#contracts/shared/domains-asked.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { textIn, textsIn } from '#web/forms/typed-text.js';

import { giveConsentAsTold } from '../../media/consent-as-told.js';
import { mediaOf } from '../../media/media-of.js';
import { EndDraft } from '../keep-draft/end-draft.command.js';
import { storyOfDraft, tellingOfDraft, type OpenDraft } from '../../telling/draft-by-code.js';
import { namesIn, type LeavingOut } from '../../readers/leaving-out.js';
import { storyOfAnswers } from './story-of-answers.js';
import { TellStory, type StoryTold, type ToldStory } from './tell-story.command.js';

/** Makes the story of a draft, under the code the teller has; then nothing of the draft can be read. */
export class SendDraft extends Command<StoryTold | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly draft: OpenDraft,
    readonly code: string,
  ) {
    super();
  }
}

@CommandHandler(SendDraft)
export class SendDraftHandler implements ICommandHandler<SendDraft> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  async execute({ context, draft, code }: SendDraft): Promise<StoryTold | Refusal> {
    const { programme } = draft.begun;
    const known = await this.service.views.get(knownProgrammes, programme);
    if (known === undefined) return refuse('story-programme-unknown', 'programme');
    const made = storyOfAnswers(draft, askedWithIn(known.design, draft.begun.period), context.at);
    if (made.kind === 'missing') return refuse('draft-not-finished', made.question, { question: made.question });
    const { at, correlation } = context;
    // Of the draft, not of the request: however often it is sent, it is one story. And nobody's who is signed in.
    const telling = { commandId: tellingOfDraft(draft.id), organisation: '', actor: 'anyone', at, correlation };
    const story = await this.#withMedia(draft, made.told);
    const told = await this.#told(new TellStory(telling, programme, story, code, leftOutIn(draft)));
    if (isRefusal(told)) return told;
    if ((await giveConsentAsTold(this.service, told.story, at)) === 'erased') return refuse('draft-not-open');
    await this.commands.execute(new EndDraft(context, draft, 'told'));
    return told;
  }

  /** What was added to the draft is the story’s already: whether others may see it stands in what its teller agreed to. */
  async #withMedia({ id }: OpenDraft, told: ToldStory): Promise<ToldStory> {
    const { media } = await mediaOf(this.service, storyOfDraft(id));
    if (!media.mayShowWho) return told;
    return { ...told, consent: { ...told.consent, uses: [...told.consent.uses, 'media'] } };
  }

  async #told(telling: TellStory): Promise<StoryTold | Refusal> {
    const told = await this.commands.execute(telling);
    // Deleted in the same moment.
    return isRefusal(told) && told.refusal === 'story-erased-meanwhile' ? refuse('draft-not-open') : told;
  }
}

function leftOutIn({ answers }: OpenDraft): LeavingOut {
  const typed = answers.readers?.typed;
  return {
    panels: textsIn(typed, 'outPanels'),
    organisations: textsIn(typed, 'outOrganisations'),
    people: namesIn(textIn(typed, 'outPeople')),
  };
}
